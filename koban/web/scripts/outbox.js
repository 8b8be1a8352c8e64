// <kb-outbox>: shows what is not sent yet, what was sent meanwhile and what was refused.
import { words, element, copyButton } from "koban";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function newReceipt() {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join("");
}

const grouped = (receipt) => receipt.replace(/(.{4})(?=.)/g, "$1-");

class Outbox extends HTMLElement {
  connectedCallback() {
    this.setAttribute("aria-live", "polite");
    document.addEventListener("submit", (event) => this.onSubmit(event));
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden || this.flush());
    navigator.serviceWorker?.addEventListener("message", (event) => event.data === "outbox" && this.show());
    this.flush();
  }

  async flush() {
    await flushOutbox();
    await this.show();
  }

  onSubmit(event) {
    const form = event.target;
    if (!form.matches("form[data-kb-outbox]") || event.defaultPrevented || form.kbPlain) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    this.send(form, event.submitter).finally(() => form.removeAttribute("aria-busy"));
  }

  async send(form, submitter) {
    form.kbReceipt ||= newReceipt();
    form.querySelector("[name=receipt]")?.setAttribute("value", form.kbReceipt);
    const fields = [...new FormData(form, submitter)].filter(([, value]) => value.size !== 0);
    const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
    const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.pathname;
    const item = { id: form.kbReceipt, action, title, fields, at: Date.now(), state: "waiting" };
    try {
      await keepItem(item);
    } catch {
      form.kbPlain = true; // no room, or storage is off: send it the plain way
      form.requestSubmit(submitter);
      return;
    }
    await this.show();
    const result = await postItem(item);
    const errors = result.answer?.errors;
    if (result.state === "refused" && (errors || result.answer?.detail)) {
      await dropItem(item.id); // everything is still in the form
      await this.show();
      form.kbReceipt = undefined;
      const told = new CustomEvent("kb-refused", { bubbles: true, cancelable: true, detail: result.answer });
      if (form.dispatchEvent(told)) this.complain(form, result.answer);
      return;
    }
    if (result.state === "sent") await dropItem(item.id);
    else await keepItem({ ...item, ...result });
    if (result.state === "waiting") this.askForSync();
    const panel = this.outcome(item, result);
    form.replaceWith(panel);
    panel.dispatchEvent(new CustomEvent("kb-outcome", { bubbles: true, detail: result }));
    document.querySelector("[data-kb-focus]")?.focus();
    await this.show();
    if (result.state === "sent") await this.flush();
  }

  async askForSync() {
    const registration = await navigator.serviceWorker?.ready;
    await registration?.sync?.register("outbox").catch(() => undefined); // a bonus: pages send too
    await navigator.storage?.persist?.();
  }

  // What stands where the form was.
  outcome(item, { state, answer = {} }) {
    const sent = state === "sent";
    const panel = element("section", { class: `outcome ${state}`, tabindex: "-1", "data-kb-focus": "" });
    const title = sent ? answer.title || words.sent : state === "waiting" ? words.waiting : words.refused;
    panel.append(element("h2", {}, title));
    if (!sent) panel.append(element("p", {}, state === "waiting" ? words.waitingText : words.refusedText));
    if (state !== "refused") panel.append(this.receipt(answer.receipt || item.id));
    if (answer.next) panel.append(this.next(answer.next));
    return panel;
  }

  // For forms without steps, which say for themselves what is wrong.
  complain(form, { title, detail, errors }) {
    form.querySelector(".errors")?.remove();
    const box = element("div", { class: "errors", role: "alert", tabindex: "-1" });
    const list = element("ul", {});
    box.append(element("h2", {}, title ?? words.errorTitle), list);
    for (const [id, message] of Object.entries(errors ?? { main: detail })) {
      const item = element("li", {});
      item.append(element("a", { href: `#${id}` }, message));
      list.append(item);
    }
    form.prepend(box);
    box.focus();
  }

  receipt(id) {
    const shown = grouped(id.replaceAll("-", ""));
    const box = element("div", { class: "receipt" });
    box.append(element("span", { class: "receipt-label" }, words.receipt), element("code", { dir: "ltr" }, shown), copyButton(shown));
    return box;
  }

  next(next) {
    const page = next.startsWith("/");
    return page ? element("a", { href: next, class: "button secondary" }, words.open) : element("p", {}, next);
  }

  async show() {
    const items = (await outboxItems().catch(() => [])).sort((a, b) => a.at - b.at);
    this.replaceChildren(...items.map((item) => this.row(item)));
  }

  row(item) {
    const { state, answer = {} } = item;
    const box = element("section", { class: `outbox-item ${state}` });
    box.append(element("p", { class: "outbox-state" }, words[state]), element("p", { class: "outbox-title" }, item.title));
    if (state === "sent") box.append(this.receipt(answer.receipt || item.id), ...(answer.next ? [this.next(answer.next)] : []));
    else box.append(element("p", {}, answer.detail || answer.title || words[`${state}Text`]), this.written(item));
    const again = element("button", { type: "button", class: "button secondary" }, words.retry);
    again.addEventListener("click", () => this.flush());
    const away = element("button", { type: "button", class: "button quiet" }, state === "sent" ? words.close : words.delete);
    away.addEventListener("click", async () => { await dropItem(item.id); await this.show(); });
    const row = element("p", { class: "row" });
    row.append(...(state === "waiting" ? [again] : []), away);
    box.append(row);
    return box;
  }

  written(item) {
    const box = element("details", {});
    box.append(element("summary", {}, words.read));
    for (const [name, value] of item.fields) {
      if (name !== "receipt" && value) box.append(element("p", { dir: "auto" }, value.name ?? value));
    }
    return box;
  }
}

customElements.define("kb-outbox", Outbox);
