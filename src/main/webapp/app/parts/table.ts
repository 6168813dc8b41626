import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { texts } from '../texts';

export interface Column<T> {
  heading: string;
  show: (row: T) => TemplateResult | string;
  /** Numbers and amounts stand to the right. */
  number?: boolean;
  /** Short words that are not broken. */
  whole?: boolean;
  /** Whether it is for who looks; it is, unless told otherwise. */
  shown?: boolean;
}

/** Rows as a table, which on a narrow screen becomes a list of them; of none it says so. */
export function table<T>(caption: string, given: Column<T>[], rows: readonly T[], none = texts.states.empty): TemplateResult {
  if (rows.length === 0) {
    return html`<p class="state empty">${none}</p>`;
  }
  const columns = given.filter((column) => column.shown ?? true);
  return html`<table>
    <caption class="unseen">${caption}</caption>
    <thead>
      <tr>${columns.map((column) => html`<th scope="col" class=${column.number ? 'number' : ''}>${column.heading}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>${columns.map(
            (column) => html`<td class=${column.number ? 'number' : column.whole ? 'whole' : ''} data-heading=${column.heading}>${column.show(row)}</td>`,
          )}</tr>`,
      )}
    </tbody>
  </table>`;
}
