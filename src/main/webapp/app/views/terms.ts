import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { TermRequest, TermResponse } from '../client';
import { showDay } from '../locale';
import { Asked } from '../parts/asked';
import { RowForm } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.terms;

/** More than any school has had. */
const ALL = 500;

/** School years with their terms and grading periods, the latest first. */
class TermsView extends Part {
  static override properties = { changeable: { type: Boolean } };
  declare changeable: boolean;
  private readonly terms = new Asked(this, async () => (await api.terms.listTerms({ limit: ALL, sort: '-begins_on' })).items);
  private readonly form = new RowForm<TermResponse, TermRequest>(this, () => this.fields(), {
    create: (TermRequest, Idempotency_Key) => api.terms.createTerm({ TermRequest, Idempotency_Key }),
    read: (id) => api.terms.getTerm({ id }),
    update: (id, If_Match, body) => api.terms.updateTerm({ id, If_Match, UpdateTermRequest: body }),
    remove: (id, If_Match) => api.terms.deleteTerm({ id, If_Match }),
    done: (term) => {
      say(term ? texts.actions.saved(term.name) : texts.actions.deleted);
      void this.terms.again();
    },
  });

  constructor() {
    super();
    this.changeable = false;
  }

  private fields() {
    const wholes = (this.terms.value ?? []).filter((term) => term.kind !== 'grading_period');
    return [
      { name: 'code', label: texts.student.code, most: 32 },
      { name: 'name', label: texts.students.name, most: 100 },
      { name: 'kind', label: words.kind, options: Object.entries(words.kinds) },
      { name: 'begins_on', label: words.begins, type: 'date' as const },
      { name: 'ends_on', label: words.ends, type: 'date' as const },
      {
        name: 'parent_id',
        label: words.parent,
        optional: true,
        options: [['', words.noParent] as [string, string], ...wholes.map((term): [string, string] => [String(term.id), `${term.name} · ${term.code}`])],
        read: (text: string) => (text ? Number(text) : null),
      },
    ];
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.terms}</h1>
      ${this.changeable ? this.form.render(words.new) : nothing}
      ${this.terms.render((terms) =>
        table(
          texts.nav.terms,
          [
            { heading: texts.students.name, show: (term) => term.name },
            { heading: texts.student.code, show: (term) => term.code },
            { heading: words.kind, show: (term) => words.kinds[term.kind] },
            { heading: words.begins, show: (term) => showDay(term.begins_on) },
            { heading: words.ends, show: (term) => showDay(term.ends_on) },
            { heading: words.parent, show: (term) => terms.find((other) => other.id === term.parent_id)?.name ?? '' },
            {
              heading: texts.actions.change,
              shown: this.changeable,
              show: (term) =>
                html`<button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${term.name}, ${term.code}`} @click=${() =>
                  void this.form.open(term)}>${texts.actions.change}</button>`,
            },
          ],
          terms,
        ),
      )}`;
  }
}

customElements.define('terms-view', TermsView);
