// The web page of Sathi. Nothing is stored on the device: the token of the conversation lives in this page's memory and dies with it.

const ELSEWHERE = "https://www.google.com/search?q=weather";
const SLOW = 400; // ms before the typing sign
const PATIENCE = 30000; // ms before an answer counts as lost
const DOUBLE_PRESS = 700; // ms between two presses of Escape
const FIRST_WAIT = 2000; // ms before the server is tried again, doubled each time
const LONGEST_WAIT = 30000;
const SOURCE_LANGUAGE = "en";
// What browsers call some languages.
const SAME_LANGUAGE = { tl: "fil", in: "id", bur: "my" };

const element = (id) => document.getElementById(id);
const log = element("log");
const head = element("top");
const foot = element("foot");
const typing = element("typing");
const status = element("status");
const form = element("ask");
const question = element("question");
const send = element("send");
const languageSelect = element("language");

const page = { language: SOURCE_LANGUAGE, languages: [], texts: {}, own: ownTexts(), englishReplies: 0 };
const connection = { lost: false, wait: FIRST_WAIT, timer: 0 };
let session = newSession();
const toForget = new Set(); // tokens of conversations that the server still has to delete

/** No answer at all: no network, or no server. Every other failure is a plain Error with a sentence to show, or none. */
class Unreachable extends Error {}

// ---- Words of the page

/** The English words in the page itself, for as long as the server has sent none. */
function ownTexts() {
  const nodes = [...document.querySelectorAll("[data-text]"), ...element("words").content.querySelectorAll("[data-text]")];
  const texts = Object.fromEntries(nodes.map((node) => [node.dataset.text, node.textContent]));
  texts[question.dataset.placeholder] = question.placeholder;
  return texts;
}

function text(key, language = page.language) {
  return (page.texts[language] || {})[key] || (page.texts[SOURCE_LANGUAGE] || {})[key] || page.own[key] || "";
}

function direction(language) {
  const known = page.languages.find((one) => one.code === language);
  return known ? known.direction : "auto";
}

function isOffered(language) {
  return page.languages.some((one) => one.code === language);
}

function useLanguage(language) {
  page.language = language;
  page.englishReplies = 0;
  languageSelect.value = language;
  // A page without words in this language stays English, and must be read out as English.
  const spoken = page.texts[language] ? language : SOURCE_LANGUAGE;
  document.documentElement.lang = spoken;
  document.documentElement.dir = spoken === language && isOffered(language) ? direction(language) : "ltr";
  document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = text(node.dataset.text); });
  question.placeholder = text(question.dataset.placeholder);
  element("exit").title = text("page.exit_hint");
  element("fresh").title = text("page.new_person_hint");
  document.title = text("page.name");
}

async function loadLanguages() {
  const response = await fetch("/api/languages");
  if (!response.ok) return;
  const { languages, texts } = await response.json();
  page.languages = languages;
  page.texts = texts;
  languageSelect.textContent = "";
  for (const { code, name } of languages) {
    const option = build("option", "", name);
    option.value = code;
    option.lang = code;
    languageSelect.append(option);
  }
  useLanguage(preferredLanguage() || page.language);
}

function parameter(name) {
  const value = new URLSearchParams(location.search).get(name) || "";
  return /^[A-Za-z0-9_-]{1,64}$/.test(value) ? value : "";
}

/** The first language we have among the link's and the browser's. */
function preferredLanguage() {
  const wanted = [parameter("lang"), ...(navigator.languages || [navigator.language])];
  const codes = wanted.filter(Boolean).map((tag) => tag.toLowerCase().split(/[-_]/)[0]);
  return codes.map((code) => SAME_LANGUAGE[code] || code).find(isOffered);
}

/**
 * Keep the page in the language that Sathi speaks, as a person may just write in another one. A single English reply
 * may only be an answer that is not translated yet, so English needs two in a row.
 */
function followLanguage(replies) {
  const language = replies[replies.length - 1].language;
  page.englishReplies = language === SOURCE_LANGUAGE ? page.englishReplies + 1 : 0;
  const sure = language !== SOURCE_LANGUAGE || page.englishReplies > 1;
  const alone = replies.every((reply) => reply.language === language);
  if (sure && alone && language !== page.language && isOffered(language)) useLanguage(language);
}

// ---- The server

function newSession() {
  return { token: "", outbox: [], busy: false, abort: new AbortController() };
}

/** One request. Rejects with Unreachable when nothing answers, and with an Error without words when it takes too long. */
async function call(owner, method, path, body) {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, PATIENCE);
  owner.abort.signal.addEventListener("abort", stop);
  const headers = { "Content-Type": "application/json" };
  if (owner.token) headers.Authorization = `Bearer ${owner.token}`;
  try {
    const response = await fetch(path, { method, headers, body: JSON.stringify(body), signal: giveUp.signal });
    return { status: response.status, ok: response.ok, content: await response.json().catch(() => ({})) };
  } catch (error) {
    throw giveUp.signal.aborted ? new Error("") : new Unreachable();
  } finally {
    clearTimeout(timer);
    owner.abort.signal.removeEventListener("abort", stop);
  }
}

function accepted({ ok, content }) {
  if (!ok) throw new Error(typeof content.error === "string" ? content.error : "");
  return content;
}

async function openConversation(owner) {
  const body = {};
  if (isOffered(page.language)) body.language = page.language;
  if (parameter("campaign")) body.campaign = parameter("campaign");
  const { token } = accepted(await call(owner, "POST", "/api/conversations", body));
  if (!token) throw new Error("");
  owner.token = token;
}

/** Send one message and return the replies. A token that the server no longer knows is replaced once, silently. */
async function exchange(owner, body) {
  if (!owner.token) await openConversation(owner);
  let answer = await call(owner, "POST", "/api/messages", body);
  if (answer.status === 401) {
    owner.token = "";
    await openConversation(owner);
    answer = await call(owner, "POST", "/api/messages", body);
  }
  const { replies } = accepted(answer);
  if (!Array.isArray(replies) || !replies.length) throw new Error(""); // A person is never left without any answer.
  return replies;
}

/** Have the server delete a conversation, and insist. */
async function forget(token) {
  toForget.add(token);
  const headers = { Authorization: `Bearer ${token}` };
  // `keepalive` lets the request outlive the page.
  const response = await fetch("/api/conversations", { method: "DELETE", headers, keepalive: true }).catch(() => null);
  if (response && (response.ok || response.status === 401)) toForget.delete(token);
  else setTimeout(forget, LONGEST_WAIT, token);
}

// ---- Sending: one message at a time, in the order they were given

function post(body, shown) {
  const hadFocus = dropSteps();
  const message = { body, turn: shown ? showPerson(shown) : null };
  if (hadFocus && message.turn) message.turn.focus({ preventScroll: true });
  session.outbox.push(message);
  if (connection.lost) markWaiting(message);
  deliverAll();
}

async function deliverAll() {
  const mine = session;
  if (mine.busy) return;
  mine.busy = true;
  while (mine === session && !connection.lost && mine.outbox.length) await deliver(mine, mine.outbox[0]);
  mine.busy = false;
}

async function deliver(mine, message) {
  clearMark(message);
  const slow = setTimeout(() => showTyping(true), SLOW);
  let replies = [];
  let failure = null;
  try {
    replies = await exchange(mine, message.body);
  } catch (error) {
    failure = error;
  }
  clearTimeout(slow);
  if (mine !== session) return; // Somebody else sits here now, or nobody.
  showTyping(false);
  if (failure instanceof Unreachable) {
    loseConnection();
    mine.outbox.forEach(markWaiting);
    return;
  }
  mine.outbox.shift();
  connection.wait = FIRST_WAIT;
  if (failure) markFailed(message, failure.message);
  else showReplies(replies, message.turn);
}

function sendAgain(message) {
  dropSteps();
  clearMark(message);
  // What comes after it is answered already, so it moves to the end.
  if (message.notice) message.notice.remove();
  else log.append(message.turn);
  (message.turn || log).focus({ preventScroll: true });
  session.outbox.push(message);
  deliverAll();
}

// ---- Connection. `navigator.onLine` is not asked: in a village hall the server runs on the same laptop, with no network.

function loseConnection() {
  if (connection.lost) return;
  connection.lost = true;
  showConnection();
  status.textContent = text("page.offline");
  scheduleTry();
}

function scheduleTry() {
  clearTimeout(connection.timer);
  connection.timer = setTimeout(tryConnection, connection.wait);
  connection.wait = Math.min(connection.wait * 2, LONGEST_WAIT);
}

/** Ask for something small. A page in the background spends no data. */
async function tryConnection() {
  if (document.hidden) return scheduleTry();
  try {
    await fetch("/static/icon.svg", { cache: "no-store" });
  } catch (error) {
    return connection.lost ? scheduleTry() : loseConnection();
  }
  if (connection.lost) await regainConnection();
}

async function regainConnection() {
  clearTimeout(connection.timer);
  connection.lost = false;
  showConnection();
  status.textContent = text("page.online");
  if (!page.languages.length) await loadLanguages().catch(() => {});
  deliverAll();
}

function showConnection() {
  const hadFocus = document.activeElement === question;
  element("offline").hidden = !connection.lost;
  question.disabled = connection.lost;
  send.disabled = connection.lost;
  log.querySelectorAll(".step").forEach((button) => { button.disabled = connection.lost; });
  connection.refocus = connection.lost ? hadFocus : connection.refocus;
  if (!connection.lost && connection.refocus) question.focus();
}

// ---- Showing. Only text nodes and elements are made, so that no text can ever become markup.

function build(tag, className = "", content = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (content) node.textContent = content;
  return node;
}

function icon(name, className = "icon") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

function speak(node, language) {
  node.lang = language;
  node.dir = direction(language);
  return node;
}

function showPerson(words) {
  const turn = build("div", "turn person");
  const said = build("p", "words", words);
  said.dir = "auto";
  turn.tabIndex = -1;
  turn.append(build("span", "unseen", text("page.you")), said);
  log.append(turn);
  lookAt(turn);
  return turn;
}

function showReplies(replies, asked) {
  dropSteps();
  log.append(...replies.map(replyTurn));
  const last = replies[replies.length - 1];
  if (last.buttons && last.buttons.length) log.append(steps(last));
  followLanguage(replies);
  // Start reading at the question, and not at the end of a long answer.
  if (asked) lookAt(asked);
}

/** The turn lies as the page does; what is in it reads as its own language does. */
function replyTurn(reply) {
  const turn = build("div", "turn reply");
  const card = speak(build("div", "card"), reply.language);
  card.append(build("span", "unseen", text("page.sathi", reply.language)));
  if (reply.urgent) {
    turn.classList.add("urgent");
    card.setAttribute("role", "alert"); // Read out at once, before anything else in the log.
    const label = build("p", "alarm");
    label.append(icon("urgent"), build("strong", "", text("page.urgent", reply.language)));
    card.append(label);
  }
  card.append(words(String(reply.text || ""), reply.language));
  const sources = reply.sources || (reply.source ? [reply.source] : []);
  card.append(...sources.map((source) => sourceLine(source, reply.language)));
  turn.append(card);
  return turn;
}

/** The text of a reply, line by line; lines that begin with a bullet become a list. */
function words(content, language) {
  const box = build("div", "words");
  let list = null;
  let apart = false; // after an empty line
  for (const line of content.split("\n")) {
    const bullet = /^\s*[•*-]\s+(.*)$/.exec(line);
    if (!bullet) list = null;
    else if (!list) box.append((list = build("ul", apart ? "apart" : "")));
    if (bullet) list.append(withLinks(build("li"), bullet[1], language));
    else if (line.trim()) box.append(withLinks(build("p", apart ? "apart" : ""), line, language));
    apart = !line.trim();
  }
  return box;
}

function sourceLine({ title, url, checked }, language) {
  const line = build("p", "source");
  for (const part of text("page.source", language).split(/(\{title\}|\{date\})/)) {
    if (part === "{title}") line.append(isWebAddress(url) ? outwardLink(url, title) : title);
    else if (part === "{date}") line.append(localDate(checked, language));
    else line.append(part);
  }
  return line;
}

/** Many browsers carry no month names for Nepali, Sinhala, Khmer, Lao or Burmese: then ours are used. */
function localDate(iso, language) {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return String(iso);
  if (Intl.DateTimeFormat.supportedLocalesOf(language).length) {
    return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);
  }
  const month = text("page.months", language).split(/\s*,\s*/)[day.getUTCMonth()];
  const parts = { day: day.getUTCDate(), month, year: day.getUTCFullYear() };
  return text("page.date", language).replace(/\{(day|month|year)\}/g, (whole, name) => parts[name]);
}

function steps(reply) {
  const group = speak(build("div", "steps"), reply.language);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", text("page.choices", reply.language));
  for (const { title, payload } of reply.buttons) {
    const button = build("button", "step");
    button.type = "button";
    button.append(build("span", "", title), icon("next", "icon turns"));
    button.addEventListener("click", () => post({ payload }, title));
    group.append(button);
  }
  return group;
}

/** Next steps belong to the last reply only. Tells whether one had the focus, which must then go on from somewhere. */
function dropSteps() {
  const groups = [...log.querySelectorAll(".steps")];
  const hadFocus = groups.some((group) => group.contains(document.activeElement));
  groups.forEach((group) => group.remove());
  return hadFocus;
}

function markWaiting(message) {
  clearMark(message);
  if (message.turn) message.turn.append(build("p", "mark", text("page.waiting")));
}

function markFailed(message, sentence) {
  const mark = build("p", "mark");
  const reason = build("span", "", sentence || text("page.failed"));
  reason.dir = "auto";
  const again = build("button", "again");
  again.type = "button";
  again.append(icon("again"), build("span", "", text("page.again")));
  again.addEventListener("click", () => sendAgain(message));
  mark.append(reason, again);
  // The greeting has no words of the person to stand under.
  if (!message.turn) log.append((message.notice = build("div", "turn notice")));
  const place = message.turn || message.notice;
  place.append(mark);
  lookAt(place);
}

function clearMark({ turn }) {
  if (turn) turn.querySelectorAll(".mark").forEach((mark) => mark.remove());
}

function showTyping(on) {
  if (typing.hidden !== on) return;
  typing.hidden = !on;
  status.textContent = on ? text("page.typing") : "";
  if (on) typing.scrollIntoView({ block: "nearest" });
}

function lookAt(turn) {
  turn.scrollIntoView({ block: "start" });
}

// ---- Links in texts

const END_MARKS = ".,;:!?\u0964\u104b\u3002\uff0c\u06d4\u060c"; // with those of Hindi, Burmese, Chinese and Urdu
const ADDRESS = `(?:https?:\\/\\/|www\\.)[^\\s<>"\\u0964\\u3002\\uff0c\\uff09]+`;
const EMAIL = "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+";
const NUMBER = "[+*]?(?:\\(\\d{1,5}\\) ?)?\\d(?:[ \\u00a0.-]?\\d| ?\\(\\d{1,4}\\)(?=[ -]?\\d))+#?";
const LINK = new RegExp([ADDRESS, EMAIL, NUMBER].join("|"), "g");
const AT_THE_END = new RegExp(`[${END_MARKS}]+$`);
const SENTENCE_END = /[.!?](?:\s|$)|[\u0964\u104b\u3002\u06d4]/;
const NOT_PHONES = [
  /^\d{4}-\d\d?-\d\d?$|^\d\d?[.-]\d\d?[.-]\d{4}$/, // dates
  /^(?:19|20)\d\d[ .-]+(?:19|20)\d\d$/, // years
  /^[1-9]\d{0,2}(?:[. \u00a0]\d{3})+$/, // amounts
];

/** Fill a node with text in which addresses and phone numbers are links. */
function withLinks(node, content, language) {
  let end = 0;
  for (const match of content.matchAll(LINK)) {
    const { link, length } = linkFor(match[0], match.index, content, language);
    if (!link) continue;
    node.append(content.slice(end, match.index), link);
    end = match.index + length;
  }
  node.append(content.slice(end));
  return node;
}

function linkFor(found, index, content, language) {
  // A full stop or bracket behind an address is not part of it.
  const shown = found.replace(AT_THE_END, "").replace(/^([^(]*)\)+$/, "$1");
  const { length } = shown;
  if (/^(https?:|www\.)/.test(shown)) {
    const url = shown.startsWith("www.") ? `https://${shown}` : shown;
    return { link: isWebAddress(url) && outwardLink(url, shown), length };
  }
  if (shown.includes("@")) return { link: link(`mailto:${shown}`, shown), length };
  const callable = isPhone(shown, content.slice(0, index), content.slice(index + length), language);
  return { link: callable && phoneLink(shown), length };
}

/** Whether digits are a phone number, and not money, a date or a part of something longer. */
function isPhone(shown, before, after, language) {
  if (/[\p{L}\p{M}\d_.,/$€£¥₹₱฿-]$/u.test(before) || /^(?:[,./:]?\d|\s?[%°])/.test(after)) return false;
  const digits = shown.replace(/\D/g, "").length;
  if (shown.startsWith("+")) return digits >= 6 && digits <= 15;
  if (NOT_PHONES.some((pattern) => pattern.test(shown))) return false;
  if (digits >= 7) return digits <= 13;
  return /^\*?\d{2,6}#?$/.test(shown) && isShortCode(digits, before, after, language);
}

/**
 * A short number (100, 1141) is one to call when its sentence says so, or when it stands alone after a colon. Two
 * digits, as in "Police: 15", need both.
 */
function isShortCode(digits, before, after, language) {
  const alone = /[:\uff1a]\s*$/.test(before) && `${END_MARKS})(/`.includes(after.trim()[0] || ".");
  const sentence = (before.split(SENTENCE_END).pop() + after.split(SENTENCE_END)[0]).toLowerCase();
  const callWords = text("page.call_words", language).toLowerCase().split(/\s*,\s*/);
  const said = callWords.some((word) => word && hasWord(sentence, word));
  return digits > 2 ? alone || said : alone && said;
}

/** Not as a part of a longer Latin word: "locally" is no "call". Other scripts may write words together. */
function hasWord(sentence, word) {
  const at = sentence.indexOf(word);
  return at >= 0 && !/[a-z]$/.test(sentence.slice(0, at)) && !/^[a-z]/.test(sentence.slice(at + word.length));
}

function isWebAddress(url) {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch (error) {
    return false;
  }
}

function link(href, shown) {
  const anchor = build("a", "", shown);
  anchor.href = href;
  return anchor;
}

/** A link that leaves this page open: the conversation would be lost with it. */
function outwardLink(url, shown) {
  const anchor = link(url, shown);
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

function phoneLink(shown) {
  const anchor = link(`tel:${shown.replace(/[^\d+*#]/g, "").replace(/#/g, "%23")}`, "");
  anchor.className = "call";
  anchor.dir = "ltr"; // A number reads from the left in every script.
  anchor.append(icon("phone"), shown);
  return anchor;
}

// ---- What a person does

function start() {
  post({ payload: "/greet" });
  // On a phone the focus would open the keyboard over the greeting.
  if (matchMedia("(pointer: fine)").matches) question.focus({ preventScroll: true });
}

/** Leave nothing of the last person: not on the screen, not on the server. */
function startAgain() {
  const last = session;
  session = newSession();
  last.abort.abort();
  if (last.token) forget(last.token);
  log.textContent = "";
  question.value = "";
  fitQuestion();
  showTyping(false);
  start();
  status.textContent = text("page.started_again");
}

/** Nothing may delay this, so each part goes on when another fails. */
function leave() {
  const { token, abort } = session;
  session = newSession();
  abort.abort();
  clearTimeout(connection.timer);
  if (token) toForget.add(token);
  toForget.forEach(forget);
  document.title = "";
  document.body.hidden = true;
  document.body.textContent = "";
  location.replace(ELSEWHERE); // In place of this page in the history, so that "back" does not return here.
}

function submit(event) {
  event.preventDefault();
  const content = question.value.trim();
  if (!content || connection.lost) return;
  question.value = "";
  fitQuestion();
  post({ text: content }, content);
  // Close the keyboard of a phone: the answer needs the room.
  if (matchMedia("(pointer: coarse)").matches) question.blur();
}

function sendOnEnter(event) {
  // While a word is composed (Chinese, Hindi keyboards ...) Enter belongs to the composition.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  submit(event);
}

function fitQuestion() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + question.offsetHeight - question.clientHeight}px`;
}

function changeLanguage() {
  const language = languageSelect.value;
  useLanguage(language);
  post({ payload: `/change_language${JSON.stringify({ language })}` }, languageSelect.selectedOptions[0].textContent);
}

let lastEscape = -Infinity;

function leaveOnDoubleEscape(event) {
  if (event.key !== "Escape" || event.repeat) return;
  if (event.timeStamp - lastEscape < DOUBLE_PRESS) leave();
  lastEscape = event.timeStamp;
}

/** Tell the style how much the fixed parts cover, so that nothing is scrolled or focused beneath them. */
function measure() {
  const besides = matchMedia("(min-width: 75em)").matches;
  const root = document.documentElement.style;
  root.setProperty("--top", besides ? "0px" : `${head.offsetHeight}px`);
  root.setProperty("--foot", `${foot.offsetHeight}px`);
}

function listen() {
  form.addEventListener("submit", submit);
  question.addEventListener("keydown", sendOnEnter);
  question.addEventListener("input", fitQuestion);
  languageSelect.addEventListener("change", changeLanguage);
  element("fresh").addEventListener("click", startAgain);
  element("exit").addEventListener("click", leave);
  document.addEventListener("keydown", leaveOnDoubleEscape, true);
  addEventListener("offline", tryConnection);
  addEventListener("online", tryConnection);
  document.addEventListener("visibilitychange", () => connection.lost && tryConnection());
  addEventListener("resize", measure);
  new ResizeObserver(measure).observe(foot);
}

async function open() {
  listen();
  try {
    await loadLanguages();
  } catch (error) {
    loseConnection();
  }
  start();
}

open();
