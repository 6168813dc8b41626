import { api } from '../api';
import type { Me } from '../client';
import { may } from '../session';
import { texts } from '../texts';
import { Names } from './names';

const USER = /^user:(\d+)$/;

/** Who did something, by name where who looks may know it: administrators of everybody, and anybody of themselves. */
export class Actors {
  private readonly users = new Names((asked) => api.users.listUsers(asked));

  constructor(private readonly me: () => Me | undefined) {}

  /** The rows, once the names of who may be named are known. */
  async of<T>(asked: Promise<T[]>, actor: (row: T) => string | null): Promise<T[]> {
    const rows = await asked;
    const me = this.me();
    if (me && may.administer(me)) {
      await this.users.know(rows.map((row) => idOf(actor(row))));
    }
    return rows;
  }

  name(actor: string | null): string {
    const id = idOf(actor);
    const me = this.me();
    if (id === null) {
      return actor ?? '';
    }
    return id === me?.id ? me.name : this.users.name(id) || texts.administration.user(id);
  }
}

/** Of others, as programs with a token, there is the name alone. */
function idOf(actor: string | null): number | null {
  const id = USER.exec(actor ?? '')?.[1];
  return id ? Number(id) : null;
}
