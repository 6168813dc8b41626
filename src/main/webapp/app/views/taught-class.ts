import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { ClassMember, Me, StudentResult } from '../client';
import { showDay, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';
import './taught-materials';
import './taught-notices';
import './teaching';

const words = texts.teaching;

/** A class, as who leads it has it: who is in it, what they have reached, its tests and its material. */
class TaughtClass extends Part {
  static override properties = { group: { type: Number }, me: { attribute: false } };
  declare group: number;
  declare me: Me;
  private readonly about = new Asked(this, () => api.classes.getClass({ id: this.group }));
  private readonly members = new Pages<ClassMember>(this, (range) => api.classes.listMembers({ id: this.group, ...range }));
  private readonly results = new Asked<StudentResult[]>(this, async () => (await api.marks.listResultsOfClass({ id: this.group })).items);

  protected override render(): TemplateResult {
    const of = { class_id: this.group };
    return html`${this.about.render((group) => html`<h1>${group.name}</h1><p>${group.code}</p>`)}
      <section class="card" aria-labelledby="members">
        <h2 id="members">${words.members}</h2>
        ${this.members.render((members) =>
          table(
            words.members,
            [
              { heading: texts.student.rollNumber, number: true, show: (member) => showNumber(member.roll_number) },
              { heading: texts.students.number, show: (member) => member.number },
              { heading: texts.students.name, show: (member) => member.name },
              { heading: texts.student.since, show: (member) => showDay(member.joined_on) },
            ],
            members,
          ),
        )}
      </section>
      <section class="card" aria-labelledby="results">
        <h2 id="results">${words.results}</h2>
        ${this.results.render((results) =>
          table(
            words.results,
            [
              { heading: words.rank, number: true, show: (result) => showNumber(result.rank) },
              { heading: texts.students.name, show: (result) => result.name },
              { heading: words.marks, number: true, show: (result) => showNumber(result.marks) },
              { heading: words.percentage, number: true, show: (result) => (result.percentage === null ? '' : `${showNumber(result.percentage)} %`) },
              { heading: words.grade, show: (result) => result.grade ?? '' },
            ],
            results,
          ),
        )}
      </section>
      <section class="card"><taught-tests .of=${of}></taught-tests></section>
      <section class="card"><taught-notices .of=${of} .me=${this.me}></taught-notices></section>
      <section class="card"><taught-materials .of=${of}></taught-materials></section>`;
  }
}

customElements.define('taught-class', TaughtClass);
