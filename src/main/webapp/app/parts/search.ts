import { html } from 'lit';
import type { TemplateResult } from 'lit';

const PAUSE = 200;

/** The API takes no shorter part. */
const SHORTEST = 3;

/** A field whose text is looked for while it is typed, when the typing pauses. */
export function searchField(label: string, find: (sought: string) => void): TemplateResult {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const typed = (event: InputEvent) => {
    const sought = (event.target as HTMLInputElement).value.trim();
    clearTimeout(timer);
    if (sought.length === 0 || sought.length >= SHORTEST) {
      timer = setTimeout(() => find(sought), PAUSE);
    }
  };
  return html`<label class="search">
    <span>${label}</span>
    <input type="search" autocomplete="off" spellcheck="false" @input=${typed} />
  </label>`;
}
