import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { FoundDrift, SchemaRevision, SchemaState } from '../client';
import { showMoment, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.schema;

/** How many revisions are shown at first, the pending and the latest. */
const LATEST = 20;

const REHEARSAL = '/api/schema/rehearsal';

/** Where the schema of the database stands. What would change it are commands, which need more rights than the service has. */
class SchemaView extends Part {
  private readonly state = new Asked<SchemaState>(this, () => api.schema.getSchema({}));
  private all = false;

  protected override render(): TemplateResult {
    return html`<h1>${words.heading}</h1>
      ${this.state.render(
        (state) => html`<div class="cards">
          <section class="card" aria-labelledby="revision">
            <h2 id="revision">${words.revision}</h2>
            ${this.showRevision(state)}
          </section>
          <section class="card" aria-labelledby="rehearsal">
            <h2 id="rehearsal">${words.rehearsal}</h2>
            ${state.rehearsed
              ? html`<a href=${REHEARSAL} target="_blank" rel="noopener">${words.rehearsed(showMoment(state.rehearsed))}</a>`
              : html`<p class="state empty">${words.notRehearsed}</p>`}
          </section>
          <section class="card wide" aria-labelledby="drift">
            <h2 id="drift">${words.drift}</h2>
            ${state.drift ? this.showDrift(state.drift) : html`<p class="state empty">${words.noWatch}</p>`}
          </section>
          <section class="card wide" aria-labelledby="history">
            <h2 id="history">${words.history}</h2>
            ${this.showHistory(state.history)}
          </section>
        </div>`,
      )}`;
  }

  private showRevision(state: SchemaState): TemplateResult {
    return html`<p><strong>${state.revision}</strong> ${state.applied ? `${words.since} ${showMoment(state.applied)}` : ''}</p>
      ${state.at_head ? html`<p>${words.atHead}</p>` : nothing}
      ${state.pending ? html`<p class="refused">${words.pending(state.pending)}</p>` : nothing}
      ${state.unexpected ? html`<p class="refused">${words.unexpected(state.unexpected)}</p>` : nothing}`;
  }

  /** What comes next is on top, then what was last. */
  private showHistory(history: SchemaRevision[]): TemplateResult {
    const newest = [...history].reverse();
    const longest = Math.max(1, ...history.map((revision) => revision.duration_ms ?? 0));
    const more = () => {
      this.all = true;
      this.requestUpdate();
    };
    return html`${table(
        words.history,
        [
          { heading: words.revision, show: (revision) => html`<span>${revision.revision} ${revision.current ? html`<span class="chip">${words.current}</span>` : nothing}</span>` },
          { heading: texts.student.state, show: showState },
          { heading: words.applied, show: (revision) => showMoment(revision.applied) },
          { heading: words.duration, number: true, show: (revision) => duration(revision, longest) },
          { heading: words.rows, number: true, show: (revision) => showNumber(revision.rows) },
          { heading: words.version, show: (revision) => html`<span class="whole">${revision.version}</span>` },
          { heading: words.who, show: (revision) => revision.who ?? '' },
        ],
        this.all ? newest : newest.slice(0, LATEST),
      )}
      ${this.all || newest.length <= LATEST ? nothing : html`<button type="button" class="more" @click=${more}>${texts.states.more}</button>`}`;
  }

  private showDrift(drift: FoundDrift): TemplateResult {
    const when = showMoment(drift.looked);
    if (drift.untold !== null) {
      return html`<p class="refused">${drift.untold}</p><p>${when}</p>`;
    }
    if (drift.differences.length === 0) {
      return html`<p>${words.noDrift(when)}</p>`;
    }
    return html`<p class="refused">${words.drifted(drift.differences.length, when)}</p>
      ${table(
        words.drift,
        [
          { heading: words.kind, show: (difference) => html`<span class="whole">${difference.kind}</span>` },
          { heading: words.name, show: (difference) => html`<span class="whole">${difference.name}</span>` },
          { heading: words.table, show: (difference) => html`<span class="whole">${difference.table}</span>` },
          { heading: words.change, show: (difference) => words.changes[difference.state] },
          { heading: words.found, show: (difference) => code(difference.found) },
          { heading: words.expected, show: (difference) => code(difference.expected) },
        ],
        drift.differences,
      )}
      <details><summary>${words.mend}</summary><pre><code>${drift.mend.map((statement) => `${statement}\n`)}</code></pre></details>`;
  }
}

const code = (definition: string | null) => (definition ? html`<code>${definition}</code>` : '');

const showState = ({ state, out_of_order }: SchemaRevision) =>
  html`<span class="whole">${words.states[state]}${out_of_order ? html`,<br />${words.outOfOrder}` : nothing}</span>`;

/** With a bar, of the longest of all. */
function duration({ duration_ms }: SchemaRevision, longest: number): TemplateResult {
  return duration_ms === null
    ? html``
    : html`<span>${words.milliseconds(showNumber(duration_ms))}
        <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          ${svg`<rect width=${Math.max(1, (100 * duration_ms) / longest)} height="4"></rect>`}
        </svg></span>`;
}

customElements.define('schema-view', SchemaView);
