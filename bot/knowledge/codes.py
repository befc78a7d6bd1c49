"""The closed vocabularies of facts: each code has its words per language in `data/answers/<lang>/terms.yml`."""

from enum import Enum


class Code(str, Enum):
    """A word of a closed vocabulary; its value is the key of its translations."""

    def __str__(self) -> str:
        return self.value


class Item(Code):
    """Something that costs money on the way to a job."""

    AIR_TICKET = "air_ticket"
    VISA = "visa"
    WORK_PERMIT = "work_permit"
    RESIDENCE_PERMIT = "residence_permit"
    MEDICAL_TEST = "medical_test"
    AGENCY_FEE = "agency_fee"
    BROKER_FEE = "broker_fee"
    PASSPORT = "passport"
    POLICE_CLEARANCE = "police_clearance"
    INSURANCE = "insurance"
    WELFARE_FUND = "welfare_fund"
    SOCIAL_SECURITY = "social_security"
    TRAINING = "training"
    ORIENTATION = "orientation"
    LANGUAGE_TEST = "language_test"
    EMIGRATION_CLEARANCE = "emigration_clearance"
    REGISTRATION = "registration"
    LEVY = "levy"
    DEPOSIT = "deposit"
    LOCAL_TRANSPORT = "local_transport"
    HOUSING = "housing"
    FOOD = "food"
    DOCUMENTS = "documents"
    EMPLOYER_TRANSFER = "employer_transfer"
    LABOUR_PERMIT = "labour_permit"
    MEMBERSHIP = "membership"


class Occupation(Code):
    """A kind of work that rules single out."""

    DOMESTIC_WORKER = "domestic_worker"
    SEAFARER = "seafarer"
    FISHER = "fisher"
    CONSTRUCTION_WORKER = "construction_worker"
    FACTORY_WORKER = "factory_worker"
    FARM_WORKER = "farm_worker"
    DRIVER = "driver"
    PRIVATE_DRIVER = "private_driver"
    SHEPHERD = "shepherd"
    CAREGIVER = "caregiver"
    NURSE = "nurse"
    SECURITY_GUARD = "security_guard"
    CLEANER = "cleaner"
    COOK = "cook"
    PLANTATION_WORKER = "plantation_worker"
    ENTERTAINER = "entertainer"
    SKILLED_WORKER = "skilled_worker"
    TRAINEE = "trainee"
    PRIVATE_SECTOR = "private_sector"


class Step(Code):
    """A step on the regular way to a job abroad, in no country's words."""

    GET_PASSPORT = "get_passport"
    REGISTER = "register"
    CHECK_AGENCY = "check_agency"
    CHECK_JOB_ORDER = "check_job_order"
    APPLY = "apply"
    SIT_TEST = "sit_test"
    SIGN_CONTRACT = "sign_contract"
    READ_CONTRACT = "read_contract"
    MEDICAL_TEST = "medical_test"
    SKILLS_TRAINING = "skills_training"
    SKILLS_TEST = "skills_test"
    LANGUAGE_COURSE = "language_course"
    ORIENTATION = "orientation"
    POLICE_CLEARANCE = "police_clearance"
    INSURANCE = "insurance"
    WELFARE_FUND = "welfare_fund"
    SOCIAL_SECURITY = "social_security"
    GET_VISA = "get_visa"
    LABOUR_PERMIT = "labour_permit"
    EMIGRATION_CLEARANCE = "emigration_clearance"
    SMART_CARD = "smart_card"
    EXIT_CLEARANCE = "exit_clearance"
    PAY_BY_BANK = "pay_by_bank"
    KEEP_COPIES = "keep_copies"
    FLY = "fly"
    REPORT_TO_EMBASSY = "report_to_embassy"


class Document(Code):
    """A paper to have or to keep."""

    PASSPORT = "passport"
    VISA = "visa"
    WORK_PERMIT = "work_permit"
    LABOUR_PERMIT = "labour_permit"
    CONTRACT = "contract"
    JOB_OFFER = "job_offer"
    MEDICAL_REPORT = "medical_report"
    POLICE_CLEARANCE = "police_clearance"
    INSURANCE_POLICY = "insurance_policy"
    ORIENTATION_CERTIFICATE = "orientation_certificate"
    SKILLS_CERTIFICATE = "skills_certificate"
    IDENTITY_CARD = "identity_card"
    FAMILY_PERMISSION = "family_permission"
    RECEIPTS = "receipts"
    SOCIAL_SECURITY_CARD = "social_security_card"
    EMIGRATION_CLEARANCE = "emigration_clearance"
    BIRTH_CERTIFICATE = "birth_certificate"
    PHOTOGRAPHS = "photographs"
    SEAFARER_BOOK = "seafarer_book"
    AIR_TICKET = "air_ticket"
    BANK_ACCOUNT = "bank_account"
    DIGITAL_PASS = "digital_pass"


class Role(Code):
    """What an office does for workers."""

    LICENCES = "licences"
    LABOUR_PERMITS = "labour_permits"
    COMPLAINTS = "complaints"
    WELFARE = "welfare"
    COMPENSATION = "compensation"
    TRAINING = "training"
    EMPLOYMENT_SERVICE = "employment_service"
    EMBASSY_SERVICES = "embassy_services"
    POLICY = "policy"
    INSURANCE = "insurance"


class Topic(Code):
    """What a hotline or centre is for."""

    LABOUR = "labour"
    DOMESTIC_WORKERS = "domestic_workers"
    TRAFFICKING = "trafficking"
    VIOLENCE = "violence"
    EMBASSY = "embassy"
    RECRUITMENT = "recruitment"
    LEGAL_AID = "legal_aid"
    HEALTH = "health"
    GENERAL = "general"
    CHILDREN = "children"
    SEAFARERS = "seafarers"
    SHELTER = "shelter"


class Harm(Code):
    """What a payment or a penalty answers for."""

    OVERCHARGING = "overcharging"
    UNLICENSED_RECRUITMENT = "unlicensed_recruitment"
    CONTRACT_NOT_KEPT = "contract_not_kept"
    DEATH = "death"
    INJURY = "injury"
    ILLNESS = "illness"
    EARLY_RETURN = "early_return"
    EMPLOYER_FAILURE = "employer_failure"
    PASSPORT_KEPT = "passport_kept"
    UNPAID_WAGES = "unpaid_wages"
    ABUSE = "abuse"
    SHELTER_AND_RETURN = "shelter_and_return"
    END_OF_SERVICE = "end_of_service"
