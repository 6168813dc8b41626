import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { SchoolClassRequest, SchoolClassResponse } from '../client';
import { Asked } from '../parts/asked';
import { RowForm } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Searched } from '../parts/search';
import { goTo } from '../router';
import { texts } from '../texts';

const words = texts.classes;

/** More than any school has had. */
const ALL = 500;

/** All classes, of a term or of every one, found while typing. */
class ClassesView extends Part {
  static override properties = { changeable: { type: Boolean } };
  declare changeable: boolean;
  private term = '';
  private readonly terms = new Asked(this, async () => (await api.terms.listTerms({ limit: ALL, sort: '-begins_on' })).items);
  private readonly classes = new Searched<SchoolClassResponse>(this, words.find, (asked) =>
    api.classes.listClasses({ ...asked, ...(this.term && { term_id: Number(this.term) }) }),
  );
  private readonly form = new RowForm<SchoolClassResponse, SchoolClassRequest>(this, () => fields(this.options()), {
    ...verbs,
    done: (made) => {
      say(texts.actions.saved(made?.name ?? ''));
      goTo(`/classes/${made?.id}`);
    },
  });

  constructor() {
    super();
    this.changeable = false;
  }

  private options(): [string, string][] {
    return (this.terms.value ?? []).map((term) => [String(term.id), `${term.name} · ${term.code}`]);
  }

  private of(term: string): void {
    this.term = term;
    void this.classes.again();
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.classes}</h1>
      ${this.changeable ? this.form.render(words.new) : nothing}
      <label for="term">${words.term}</label>
      <select id="term" @change=${(event: Event) => this.of((event.target as HTMLSelectElement).value)}>
        <option value="">${words.everyTerm}</option>
        ${this.options().map(([id, name]) => html`<option value=${id}>${name}</option>`)}
      </select>
      ${this.classes.render(texts.nav.classes, [
        { heading: texts.students.name, show: (row) => html`<a href=${`#/classes/${row.id}`}>${row.name}</a>` },
        { heading: texts.student.code, show: (row) => row.code },
        { heading: words.term, show: (row) => this.options().find(([id]) => id === String(row.term_id))?.[1] ?? '' },
      ])}`;
  }
}

export const fields = (terms: [string, string][]) => [
  { name: 'name', label: texts.students.name, most: 100 },
  { name: 'code', label: texts.student.code, most: 32 },
  { name: 'term_id', label: words.term, options: terms, read: Number },
];

export const verbs = {
  create: (SchoolClassRequest: SchoolClassRequest, Idempotency_Key: string) => api.classes.createClass({ SchoolClassRequest, Idempotency_Key }),
  read: (id: number) => api.classes.getClass({ id }),
  update: (id: number, If_Match: string, UpdateClassRequest: SchoolClassRequest) => api.classes.updateClass({ id, If_Match, UpdateClassRequest }),
  remove: (id: number, If_Match: string) => api.classes.deleteClass({ id, If_Match }),
};

customElements.define('classes-view', ClassesView);
