import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { StudentResponse } from '../client';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { searchField } from '../parts/search';
import { table } from '../parts/table';
import { texts } from '../texts';

/** Whoever is sought, found while typing. */
class StudentsView extends Part {
  private readonly students = new Pages<StudentResponse>(this);
  private sought = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.find('');
  }

  private find(sought: string): void {
    this.sought = sought;
    void this.students.ask((after) => api.students.listStudents({ limit: 50, ...(sought && { q: sought }), ...(after && { after }) }));
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.students.heading}</h1>
      ${searchField(texts.students.find, (sought) => this.find(sought))}
      ${this.students.render((students) =>
        table(
          texts.students.heading,
          [
            { heading: texts.students.number, show: (student) => student.number },
            { heading: texts.students.name, show: (student) => html`<a href=${`#/students/${student.id}`}>${student.name}</a>` },
            { heading: texts.students.email, show: (student) => student.email },
          ],
          students,
          this.sought ? texts.states.noMatch(this.sought) : texts.states.empty,
        ),
      )}`;
  }
}

customElements.define('students-view', StudentsView);
