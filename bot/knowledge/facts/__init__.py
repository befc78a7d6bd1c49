"""Typed facts: the schema of `data/directory`, one model a kind.

A fact holds values, never a sentence; the sentence of its kind is written once a language in
`data/answers/<lang>/facts.yml`.
Country codes are ISO 3166-1, currencies ISO 4217, languages ISO 639, dates ISO 8601, money in major units.
"""

from typing import Annotated

from pydantic import Field

from .base import Confidence, Country, Currency, Fact, HeldBack, Language, Name, PartOfDate, Source, Strict
from .contacts import Complaint, Embassy, Emergency, Hotline, ResourceCentre
from .departure import Documents, LicenceCheck, PublicRecruitment, Regulator, Restriction, Steps, Training, Visa
from .fees import Compensation, FeeCap, Penalty, StateCharge, WhoPays
from .programmes import Programme, ProgrammeFile
from .work import (
    ChangeEmployer,
    Contract,
    DomesticWorkers,
    EqualTreatment,
    ExitPermit,
    MinimumWage,
    PassportRetention,
    WagePayment,
    WorkingHours,
)

AnyFact = Annotated[
    Regulator
    | LicenceCheck
    | PublicRecruitment
    | FeeCap
    | WhoPays
    | StateCharge
    | Steps
    | Documents
    | Training
    | Restriction
    | Hotline
    | Emergency
    | Complaint
    | Compensation
    | Penalty
    | PassportRetention
    | ChangeEmployer
    | ExitPermit
    | MinimumWage
    | WagePayment
    | WorkingHours
    | DomesticWorkers
    | EqualTreatment
    | Contract
    | ResourceCentre
    | Embassy
    | Visa,
    Field(discriminator="kind"),
]


class CountryFile(Strict):
    """`data/directory/countries/<code>.yml`: the facts of one country."""

    country: Country
    facts: tuple[AnyFact, ...]
    held_back: tuple[HeldBack, ...] = ()


__all__ = [
    "AnyFact",
    "ChangeEmployer",
    "Compensation",
    "Complaint",
    "Confidence",
    "Contract",
    "Country",
    "CountryFile",
    "Currency",
    "Documents",
    "DomesticWorkers",
    "Embassy",
    "Emergency",
    "EqualTreatment",
    "ExitPermit",
    "Fact",
    "FeeCap",
    "HeldBack",
    "Hotline",
    "Language",
    "LicenceCheck",
    "MinimumWage",
    "Name",
    "PartOfDate",
    "PassportRetention",
    "Penalty",
    "Programme",
    "ProgrammeFile",
    "PublicRecruitment",
    "Regulator",
    "ResourceCentre",
    "Restriction",
    "Source",
    "StateCharge",
    "Steps",
    "Strict",
    "Training",
    "Visa",
    "WagePayment",
    "WhoPays",
    "WorkingHours",
]
