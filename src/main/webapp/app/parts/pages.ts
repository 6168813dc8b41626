import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { texts } from '../texts';
import { Asked } from './asked';

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** What every list takes: how many rows, and after which one they begin. */
export interface Range {
  limit: number;
  after?: string;
}

type Fetch<T> = (range: Range) => Promise<Page<T>>;

/** A list that comes in pages: the next one is put below what is shown. */
export class Pages<T> {
  private readonly asked: Asked<Page<T>>;

  /** @param fetch asked for the first page when the view is shown; none waits until it is told one */
  constructor(
    host: ReactiveControllerHost,
    private fetch?: Fetch<T>,
    private readonly limit = 50,
  ) {
    this.asked = new Asked(host, fetch && (() => fetch({ limit })));
  }

  /** From the beginning. */
  async ask(fetch: Fetch<T>): Promise<void> {
    this.fetch = fetch;
    await this.again();
  }

  /** From the beginning, as it is by now. */
  async again(): Promise<void> {
    const fetch = this.fetch;
    if (fetch) {
      await this.asked.ask(() => fetch({ limit: this.limit }));
    }
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
        const further = await fetch({ limit: this.limit, after });
        return { items: [...page.items, ...further.items], next: further.next };
      });
    }
  }
}
