import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { texts } from '../texts';
import { Asked } from './asked';
import { Change } from './change';
import type { Part } from './part';
import { Choice } from './search';
import { table } from './table';

interface Member {
  id: number;
  name: string;
  number?: string;
  code?: string;
}

/** What a set is about, and how it is read, searched for and made another. */
interface About {
  /** Of its heading in the page. */
  id: string;
  heading: string;
  add: string;
  list: () => Promise<{ items: Member[] }>;
  find: (asked: { q: string; limit: number }) => Promise<{ items: Member[] }>;
  replace: (ids: number[]) => Promise<unknown>;
}

const told = ({ name, number, code }: Member) => [name, number ?? code].filter(Boolean).join(' · ');

/** A few that belong to a row, as its teachers: shown and, by who may, added and taken out. */
export class MemberSet {
  private readonly members: Asked<Member[]>;
  private readonly change: Change;
  private readonly choice: Choice<Member>;

  constructor(
    host: Part,
    private readonly about: About,
  ) {
    this.members = new Asked(host, async () => (await about.list()).items);
    this.change = new Change(host, () => void this.members.again());
    this.choice = new Choice<Member>(host, about.add, about.find, told, (member) => void this.replace([...this.ids(), member.id]));
  }

  private ids(): number[] {
    return (this.members.value ?? []).map((member) => member.id);
  }

  private async replace(ids: number[]): Promise<void> {
    await this.change.send(() => this.about.replace([...new Set(ids)]));
  }

  render(changeable: boolean): TemplateResult {
    const { id, heading } = this.about;
    return html`<section class="card" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      ${this.members.render((members) =>
        table(
          heading,
          [
            { heading: texts.students.name, show: (member) => told(member) },
            {
              heading: texts.actions.change,
              shown: changeable,
              show: (member) =>
                html`<button type="button" class="bad" aria-label=${`${texts.classes.takeOut}: ${member.name}`} @click=${() =>
                  void this.replace(this.ids().filter((one) => one !== member.id))}>${texts.classes.takeOut}</button>`,
            },
          ],
          members,
        ),
      )}
      ${this.change.render()} ${changeable ? this.choice.render() : nothing}
    </section>`;
  }
}
