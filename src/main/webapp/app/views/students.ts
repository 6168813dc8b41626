import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { StudentResponse } from '../client';
import { Part } from '../parts/part';
import { Searched } from '../parts/search';
import { texts } from '../texts';

const words = texts.students;

/** Whoever is sought, found while typing. */
class StudentsView extends Part {
  private readonly students = new Searched<StudentResponse>(this, words.find, (asked) => api.students.listStudents(asked));

  protected override render(): TemplateResult {
    return html`<h1>${words.heading}</h1>
      ${this.students.render(words.heading, [
        { heading: words.number, show: (student) => student.number },
        { heading: words.name, show: (student) => html`<a href=${`#/students/${student.id}`}>${student.name}</a>` },
        { heading: words.email, show: (student) => student.email },
      ])}`;
  }
}

customElements.define('students-view', StudentsView);
