import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { texts } from '../texts';
import { Asked } from './asked';

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A list that comes in pages: the next one is put below what is shown. */
export class Pages<T> {
  private readonly asked: Asked<Page<T>>;
  private fetch: ((after?: string) => Promise<Page<T>>) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.asked = new Asked(host);
  }

  /** From the beginning. */
  async ask(fetch: (after?: string) => Promise<Page<T>>): Promise<void> {
    this.fetch = fetch;
    await this.asked.ask(() => fetch());
  }

  render(show: (rows: T[]) => TemplateResult): TemplateResult {
    return this.asked.render(
      (page) => html`${show(page.items)}
      ${page.next ? html`<button type="button" class="more" @click=${() => void this.more(page)}>${texts.states.more}</button>` : ''}`,
    );
  }

  private async more(page: Page<T>): Promise<void> {
    const fetch = this.fetch;
    if (fetch && page.next) {
      const after = page.next;
      await this.asked.ask(async () => {
        const further = await fetch(after);
        return { items: [...page.items, ...further.items], next: further.next };
      });
    }
  }
}
