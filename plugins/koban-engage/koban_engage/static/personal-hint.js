// <kb-personal-hint>: points out personal data in a text field while it is written. Blocks nothing, sends nothing.

const MOST = 10;

class PersonalHint extends HTMLElement {
  connectedCallback() {
    this.patterns = Object.values(JSON.parse(this.dataset.patterns)).map((source) => new RegExp(source, "gu"));
    this.field = this.querySelector(`#${CSS.escape(this.dataset.for)}`);
    if (!this.field || this.out) return;
    this.out = document.createElement("div");
    this.out.setAttribute("role", "status");
    this.append(this.out);
    this.field.addEventListener("input", () => this.later());
    this.look();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), 600);
  }

  look() {
    const found = this.found(this.field.value);
    const key = found.join("\n");
    if (key === this.shown) return;
    this.shown = key;
    this.out.replaceChildren(...(found.length ? [this.notice(found)] : []));
  }

  found(text) {
    const all = [];
    let rest = text;
    for (const pattern of this.patterns) {
      all.push(...(rest.match(pattern) ?? []).map((one) => one.trim()));
      rest = rest.replace(pattern, " \0 ");
    }
    return [...new Set(all)].slice(0, MOST);
  }

  notice(found) {
    const notice = document.createElement("div");
    notice.className = "notice warn";
    const words = document.createElement("div");
    const title = document.createElement("p");
    title.className = "notice-title";
    title.textContent = this.dataset.title;
    const list = document.createElement("p");
    list.dir = "auto";
    list.textContent = found.join(" · ");
    const advice = document.createElement("p");
    advice.textContent = this.dataset.words;
    words.append(title, list, advice);
    notice.append(words);
    return notice;
  }
}

customElements.define("kb-personal-hint", PersonalHint);
