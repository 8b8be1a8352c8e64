// <kb-receipt>: copy, print and "I have saved it" for a receipt that the page shows already. Nothing is stored.

class Receipt extends HTMLElement {
  connectedCallback() {
    if (this.row) return;
    this.row = document.createElement("div");
    this.row.className = "buttons no-print";
    this.status = document.createElement("p");
    this.status.className = "no-print";
    this.status.setAttribute("role", "status");
    if (navigator.clipboard) this.add(this.dataset.copy, () => this.copy());
    this.add(this.dataset.print, () => window.print());
    if (this.dataset.saved) this.add(this.dataset.saved, () => this.saved());
    this.append(this.row, this.status);
  }

  add(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button secondary";
    button.textContent = words;
    button.addEventListener("click", act);
    this.row.append(button);
  }

  async copy() {
    await navigator.clipboard.writeText(this.querySelector("output").textContent.trim());
    this.status.textContent = this.dataset.copied;
  }

  saved() {
    this.row.remove();
    this.status.textContent = this.dataset.thanks;
  }
}

customElements.define("kb-receipt", Receipt);
