import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { StudentResponse } from '../client';
import type { Page } from './pages';

/** Of lists that have the ids of students alone: who they are. */
export class Names {
  private readonly students = new Map<number, StudentResponse>();

  /** The page, once the names of all on it are known. */
  async of<T extends { student_id: number | null }>(asked: Promise<Page<T>>): Promise<Page<T>> {
    const page = await asked;
    const id = [...new Set(page.items.flatMap((row) => (row.student_id === null || this.students.has(row.student_id) ? [] : [row.student_id])))];
    if (id.length > 0) {
      (await api.students.listStudents({ id, limit: id.length })).items.forEach((student) => this.students.set(student.id, student));
    }
    return page;
  }

  name(id: number | null): string {
    return (id !== null && this.students.get(id)?.name) || '';
  }

  link(id: number | null): TemplateResult {
    return html`<a href=${`#/students/${id}`}>${this.name(id)}</a>`;
  }
}
