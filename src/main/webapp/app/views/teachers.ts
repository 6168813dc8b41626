import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { TeacherRequest, TeacherResponse } from '../client';
import { orNull, RowForm } from '../parts/form';
import type { Field } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Searched } from '../parts/search';
import { texts } from '../texts';

const words = texts.teachers;

const FIELDS: Field[] = [
  { name: 'name', label: texts.students.name, most: 100 },
  { name: 'number', label: texts.students.number, most: 32 },
  { name: 'email', label: texts.students.email, most: 120, type: 'email', optional: true, read: orNull },
];

/** Who teaches at the school, found while typing. */
class TeachersView extends Part {
  static override properties = { editable: { type: Boolean } };
  declare editable: boolean;
  private readonly teachers = new Searched<TeacherResponse>(this, words.find, (asked) => api.teachers.listTeachers(asked));
  private readonly form = new RowForm<TeacherResponse, TeacherRequest>(this, () => FIELDS, {
    create: (TeacherRequest, Idempotency_Key) => api.teachers.createTeacher({ TeacherRequest, Idempotency_Key }),
    read: (id) => api.teachers.getTeacher({ id }),
    update: (id, If_Match, UpdateTeacherRequest) => api.teachers.updateTeacher({ id, If_Match, UpdateTeacherRequest }),
    remove: (id, If_Match) => api.teachers.deleteTeacher({ id, If_Match }),
    done: (teacher) => {
      say(teacher ? texts.actions.saved(teacher.name) : texts.actions.deleted);
      void this.teachers.again();
    },
  });

  constructor() {
    super();
    this.editable = false;
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.teachers}</h1>
      ${this.editable ? this.form.render(words.new) : nothing}
      ${this.teachers.render(texts.nav.teachers, [
        { heading: texts.students.number, show: (teacher) => teacher.number },
        { heading: texts.students.name, show: (teacher) => teacher.name },
        { heading: texts.students.email, show: (teacher) => teacher.email ?? '' },
        {
          heading: texts.actions.change,
          shown: this.editable,
          show: (teacher) =>
            html`<button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${teacher.name}, ${teacher.number}`} @click=${() =>
              void this.form.open(teacher)}>${texts.actions.change}</button>`,
        },
      ])}`;
  }
}

customElements.define('teachers-view', TeachersView);
