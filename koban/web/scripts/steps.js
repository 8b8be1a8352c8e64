// Forms marked data-kb-steps: one question a page, progress in words, check your answers, nothing lost on the way back.
import { words, element } from "koban";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const controlsIn = (step) => [...step.querySelectorAll("input, textarea, select")].filter((c) => c.type !== "hidden");
const withoutHints = (node) => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".optional, .choice-hint").forEach((hint) => hint.remove());
  return copy.textContent.trim();
};
const labelOf = (control) => (control.labels?.[0] ? withoutHints(control.labels[0]) : control.name);

function answersIn(step) {
  const found = new Map();
  for (const control of controlsIn(step)) {
    const group = ["radio", "checkbox"].includes(control.type) && control.closest("fieldset.field");
    const legend = group ? withoutHints(group.querySelector("legend")) : labelOf(control);
    const values = found.get(legend) ?? [];
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked) values.push(group ? labelOf(control) : "✓");
    } else if (control.type === "file") values.push(...Array.from(control.files, (file) => file.name));
    else if (control.tagName === "SELECT") values.push(control.selectedOptions[0]?.textContent.trim() ?? "");
    else if (control.value) values.push(control.value);
    found.set(legend, values);
  }
  return found;
}

class Steps {
  constructor(form) {
    this.form = form;
    this.steps = [...form.querySelectorAll("fieldset.step")];
    this.last = this.steps.length;
    const after = [...form.children].slice([...form.children].indexOf(this.steps.at(-1)) + 1);
    this.progress = element("p", { class: "progress" });
    this.check = element("section", { class: "step check" });
    this.review = element("dl", { class: "summary" });
    this.checkTitle = element("h2", { tabindex: "-1" }, words.check);
    this.check.append(this.checkTitle, element("p", { class: "hint" }, words.checkHint), this.review, ...after);
    this.back = element("button", { type: "button", class: "button quiet back" }, words.back);
    this.next = element("button", { type: "button", class: "button primary" }, words.continue);
    const row = element("p", { class: "row step-row" });
    row.append(this.next, this.back);
    this.steps[0].before(this.progress);
    form.append(this.check, row);
    form.classList.add("stepped");
    form.noValidate = true;
    for (const step of this.steps) step.querySelector("legend")?.setAttribute("tabindex", "-1");
    this.next.addEventListener("click", () => this.forward());
    this.back.addEventListener("click", () => history.back());
    form.addEventListener("submit", (event) => this.onSubmit(event), true);
    form.addEventListener("kb-refused", (event) => {
      event.preventDefault();
      this.onRefused(event.detail);
    });
    addEventListener("popstate", (event) => this.show(event.state?.kbStep ?? 0));
    const wrong = this.steps.findIndex((step) => step.querySelector(".bad"));
    history.replaceState({ kbStep: Math.max(wrong, 0) }, "");
    this.show(Math.max(wrong, 0), false);
  }

  show(at, focus = true) {
    this.at = at;
    this.steps.forEach((step, i) => (step.hidden = i !== at));
    const checking = at === this.last;
    this.check.hidden = !checking;
    this.next.hidden = checking;
    this.back.hidden = at === 0;
    this.progress.textContent = checking ? words.check : fill(words.progress, { n: at + 1, total: this.last });
    this.progress.style.setProperty("--done", String((at + 1) / (this.last + 1)));
    this.clear();
    if (checking) this.list();
    if (!focus) return;
    (checking ? this.checkTitle : this.steps[at].querySelector("legend") ?? this.steps[at]).focus({ preventScroll: true });
    this.progress.scrollIntoView({ block: "start" });
  }

  go(at) {
    history.pushState({ kbStep: at }, "");
    this.show(at);
  }

  forward() {
    const wrong = controlsIn(this.steps[this.at]).filter((control) => !control.checkValidity());
    if (wrong.length) {
      this.complain(Object.fromEntries(wrong.map((c) => [c.id, c.validity.valueMissing ? words.required : c.validationMessage])));
      return;
    }
    this.go(this.checked ? this.last : this.at + 1);
  }

  onSubmit(event) {
    if (this.at === this.last) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.forward();
  }

  onRefused({ errors, title, detail }) {
    const first = Object.keys(errors ?? {})[0];
    const step = this.steps.findIndex((candidate) => first && candidate.querySelector(`[id="${CSS.escape(first)}"]`));
    if (step >= 0) this.go(step);
    this.complain(errors ?? { main: detail }, title);
  }

  clear() {
    this.form.querySelectorAll(".errors, .error.by-script").forEach((node) => node.remove());
    this.form.querySelectorAll("[data-kb-wrong]").forEach((control) => {
      control.removeAttribute("aria-invalid");
      const before = control.dataset.kbWrong; // what described it before the error did
      if (before) control.setAttribute("aria-describedby", before);
      else control.removeAttribute("aria-describedby");
      control.removeAttribute("data-kb-wrong");
      control.closest(".field")?.classList.remove("bad");
    });
  }

  complain(errors, title = words.errorTitle) {
    this.clear();
    const box = element("div", { class: "errors", role: "alert", tabindex: "-1" });
    const list = element("ul", {});
    box.append(element("h2", {}, title), list);
    for (const [id, message] of Object.entries(errors)) {
      const item = element("li", {});
      item.append(element("a", { href: `#${id}` }, message));
      list.append(item);
      const control = this.form.querySelector(`[id="${CSS.escape(id)}"]`);
      if (control?.closest(".field")) this.mark(control, message);
    }
    this.progress.before(box);
    box.focus();
  }

  mark(control, message) {
    const field = control.closest(".field");
    const note = element("p", { class: "error by-script", id: `${control.id}-error-now` }, message);
    control.setAttribute("aria-invalid", "true");
    control.dataset.kbWrong = control.getAttribute("aria-describedby") ?? "";
    control.setAttribute("aria-describedby", `${note.id} ${control.dataset.kbWrong}`.trim());
    field.classList.add("bad");
    field.querySelector("label, legend").after(note);
  }

  list() {
    this.checked = true;
    this.review.replaceChildren();
    this.steps.forEach((step, at) => {
      for (const [question, values] of answersIn(step)) {
        const row = element("div", {});
        const change = element("button", { type: "button", class: "linklike" }, words.change);
        change.append(element("span", { class: "visually-hidden" }, ` ${question}`));
        change.addEventListener("click", () => this.go(at));
        const answer = element("dd", { dir: "auto" }, values.filter(Boolean).join(", ") || words.empty);
        if (!values.filter(Boolean).length) answer.classList.add("nothing");
        const end = element("dd", { class: "change" });
        end.append(change);
        row.append(element("dt", {}, question), answer, end);
        this.review.append(row);
      }
    });
  }
}

for (const form of document.querySelectorAll("form[data-kb-steps]")) {
  if (form.querySelectorAll("fieldset.step").length > 1) new Steps(form);
}
