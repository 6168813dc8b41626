import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { StudentRequest, StudentResponse } from '../client';
import { Asked } from '../parts/asked';
import { RowForm } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { goTo } from '../router';
import { texts } from '../texts';
import { fields, verbs } from './students';

const words = texts.student;

/** Who a student is: the head of the record. */
class StudentPerson extends Part {
  static override properties = { student: { type: Number }, editable: { type: Boolean } };
  declare student: number;
  declare editable: boolean;
  private readonly person = new Asked(this, () => api.students.getStudent({ id: this.student }));
  private readonly form = new RowForm<StudentResponse, StudentRequest>(this, () => fields, {
    ...verbs,
    done: (student) => {
      say(student ? texts.actions.saved(student.name) : texts.actions.deleted);
      if (student) {
        void this.person.again();
      } else {
        goTo('/students');
      }
    },
  });

  constructor() {
    super();
    this.editable = false;
  }

  protected override render(): TemplateResult {
    return html`${this.person.render(
        (person) => html`<h1>${person.name}</h1>
          <p class="bar"><span>${person.number}</span><a href=${`mailto:${person.email}`}>${person.email}</a></p>
          ${this.editable ? this.form.render(words.edit, person) : nothing}`,
      )}`;
  }
}

customElements.define('student-person', StudentPerson);
