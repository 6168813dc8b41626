import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Me } from '../client';
import { showMoment } from '../locale';
import { may } from '../session';
import { texts } from '../texts';
import { Names } from './names';

const USER = /^user:(\d+)$/;

/** Who did something, by name: to everybody who works at the school, and to students not at all. */
export class Actors {
  private readonly users = new Names(({ id }) => api.users.listUserNames({ id }));

  constructor(private readonly me: () => Me | undefined) {}

  /** Whether who looks is told who did something. */
  get told(): boolean {
    const me = this.me();
    return me !== undefined && may.knowColleagues(me);
  }

  /** What is asked for, once those have names who did it. */
  async of<A extends { items: unknown[] }>(asked: Promise<A>, ...actors: ((row: A['items'][number]) => string | null)[]): Promise<A> {
    const answer = await asked;
    if (this.told) {
      await this.users.know(answer.items.flatMap((row) => actors.map((actor) => idOf(actor(row)))));
    }
    return answer;
  }

  name(actor: string | null): string {
    const id = idOf(actor);
    const me = this.me();
    if (id === null) {
      return actor ?? '';
    }
    return id === me?.id ? me.name : this.users.name(id) || texts.administration.user(id);
  }

  /** When it was done, and by whom. */
  when(moment: string | null, actor: string | null): TemplateResult | string {
    return moment === null
      ? ''
      : html`<span>${showMoment(moment)} ${this.told && actor ? html`<small>${texts.states.by(this.name(actor))}</small>` : nothing}</span>`;
  }
}

/** Of others, as programs with a token, there is the name alone. */
function idOf(actor: string | null): number | null {
  const id = USER.exec(actor ?? '')?.[1];
  return id ? Number(id) : null;
}
