import { LitElement } from 'lit';

/** An element without a shadow: one stylesheet, a label's `for`, and the browser's own search reach all of the page. */
export class Part extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
