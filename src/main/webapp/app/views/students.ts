import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { StudentRequest, StudentResponse } from '../client';
import { RowForm } from '../parts/form';
import type { Field } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Searched } from '../parts/search';
import { goTo } from '../router';
import { texts } from '../texts';

const words = texts.students;

export const fields: Field[] = [
  { name: 'name', label: words.name, most: 100 },
  { name: 'number', label: words.number, most: 32 },
  { name: 'email', label: words.email, most: 120, type: 'email' },
];

export const verbs = {
  create: (StudentRequest: StudentRequest, Idempotency_Key: string) => api.students.createStudent({ StudentRequest, Idempotency_Key }),
  read: (id: number) => api.students.getStudent({ id }),
  update: (id: number, If_Match: string, UpdateStudentRequest: StudentRequest) => api.students.updateStudent({ id, If_Match, UpdateStudentRequest }),
  remove: (id: number, If_Match: string) => api.students.deleteStudent({ id, If_Match }),
};

/** Whoever is sought, found while typing. */
class StudentsView extends Part {
  static override properties = { editable: { type: Boolean } };
  declare editable: boolean;
  private readonly students = new Searched<StudentResponse>(this, words.find, (asked) => api.students.listStudents(asked));
  private readonly form = new RowForm<StudentResponse, StudentRequest>(this, () => fields, {
    ...verbs,
    done: (student) => {
      say(texts.actions.saved(student?.name ?? ''));
      goTo(`/students/${student?.id}`);
    },
  });

  constructor() {
    super();
    this.editable = false;
  }

  protected override render(): TemplateResult {
    return html`<h1>${words.heading}</h1>
      ${this.editable ? this.form.render(words.new) : nothing}
      ${this.students.render(words.heading, [
        { heading: words.number, show: (student) => student.number },
        { heading: words.name, show: (student) => html`<a href=${`#/students/${student.id}`}>${student.name}</a>` },
        { heading: words.email, show: (student) => student.email },
      ])}`;
  }
}

customElements.define('students-view', StudentsView);
