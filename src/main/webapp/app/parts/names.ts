import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Page } from './pages';

/** The most ids that the API takes at once. */
const MOST = 500;

interface Named {
  id: number;
  name: string;
}

/** Of lists that have the ids of others alone: what those are called. */
export class Names {
  private readonly names = new Map<number, string>();

  /** @param fetch those whose names are asked for; students, unless told otherwise */
  constructor(private readonly fetch: (asked: { id: number[]; limit: number }) => Promise<{ items: Named[] }> = (asked) => api.students.listStudents(asked)) {}

  /** The page, once the names of all on it are known. */
  async of<T extends { student_id: number | null }>(asked: Promise<Page<T>>): Promise<Page<T>> {
    const page = await asked;
    await this.know(page.items.map((row) => row.student_id));
    return page;
  }

  async know(ids: (number | null)[]): Promise<void> {
    const id = [...new Set(ids)].filter((one): one is number => one !== null && !this.names.has(one)).slice(0, MOST);
    if (id.length > 0) {
      (await this.fetch({ id, limit: id.length })).items.forEach((row) => this.names.set(row.id, row.name));
    }
  }

  name(id: number | null): string {
    return (id !== null && this.names.get(id)) || '';
  }

  link(id: number | null): TemplateResult {
    return html`<a href=${`#/students/${id}`}>${this.name(id)}</a>`;
  }
}
