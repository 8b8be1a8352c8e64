// <kb-here>: adds where this phone is to a form, when its person asks for it, once. Without it the place is words alone.

class Here extends HTMLElement {
  connectedCallback() {
    if (this.button || !("geolocation" in navigator)) return;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button secondary";
    this.status = document.createElement("p");
    this.status.className = "hint";
    this.status.setAttribute("role", "status");
    this.inputs = ["longitude", "latitude"].map((name) => {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = this.dataset[name] ?? "";
      return input;
    });
    this.button.addEventListener("click", () => (this.inputs[0].value ? this.drop() : this.ask()));
    this.append(this.button, this.status, ...this.inputs);
    this.show();
  }

  show(words) {
    const there = Boolean(this.inputs[0].value);
    this.button.textContent = there ? this.dataset.drop : this.dataset.ask;
    this.status.textContent = words ?? (there ? `${this.dataset.found} ${this.dataset.coarse}` : "");
  }

  drop() {
    for (const input of this.inputs) input.value = "";
    this.show();
  }

  ask() {
    this.status.textContent = this.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.inputs[0].value = coords.longitude.toFixed(5);
        this.inputs[1].value = coords.latitude.toFixed(5);
        this.show();
      },
      () => this.show(this.dataset.failed),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  }
}

customElements.define("kb-here", Here);
