// <kb-receipt>: copy, print and "I have saved it" for a receipt. Around one it acts on that; empty, in a page with a form,
// it joins the outcome that the outbox shows after sending. Nothing is stored.

class Receipt extends HTMLElement {
  connectedCallback() {
    if (this.row) return;
    const shown = this.querySelector("code");
    if (shown) this.offer(shown.textContent.trim());
    else document.addEventListener("kb-outcome", (event) => this.join(event), { once: true });
  }

  join({ target, detail }) {
    if (detail.state === "refused") return;
    const receipt = target.querySelector("code")?.textContent.trim();
    target.append(this);
    if (detail.answer?.qr) {
      const picture = document.createElement("img");
      picture.src = detail.answer.qr;
      picture.alt = this.dataset.qr;
      picture.className = "receipt-qr";
      this.append(picture);
    }
    this.offer(receipt, false);
  }

  offer(receipt, copy = true) {
    this.row = document.createElement("div");
    this.row.className = "row no-print";
    this.status = document.createElement("p");
    this.status.className = "no-print";
    this.status.setAttribute("role", "status");
    if (copy && navigator.clipboard) this.add(this.dataset.copy, () => this.copy(receipt));
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

  async copy(receipt) {
    await navigator.clipboard.writeText(receipt);
    this.status.textContent = this.dataset.copied;
  }

  saved() {
    this.row.remove();
    this.status.textContent = this.dataset.thanks;
  }
}

customElements.define("kb-receipt", Receipt);
