import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Departure, DepartureRequest, DepartureStateEnum, Me, StudentResponse } from '../client';
import { showDay } from '../locale';
import { Actors } from '../parts/actors';
import { Change } from '../parts/change';
import { field, typed } from '../parts/form';
import { Names } from '../parts/names';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice } from '../parts/search';
import { table } from '../parts/table';
import { may } from '../session';
import { texts } from '../texts';

const words = texts.departures;

/** Who wants to leave school: asked for, granted or refused, and taken back where somebody returns. */
class DeparturesView extends Part {
  static override properties = { me: { attribute: false } };
  declare me: Me;
  private state: DepartureStateEnum | '' = 'requested';
  private student: StudentResponse | undefined;
  private deciding: Departure | undefined;
  private readonly names = new Names();
  private readonly actors = new Actors(() => this.me);
  private readonly departures = new Pages<Departure>(this, (range) =>
    this.names.of(
      this.actors.of(
        api.departures.listDepartures({ ...range, sort: '-id', ...(this.state && { state: this.state }) }),
        (departure) => departure.asked_by,
        (departure) => departure.decided_by,
      ),
    ),
  );
  private readonly change = new Change(this, () => void this.departures.again());
  private readonly students = new Choice<StudentResponse>(
    this,
    words.student,
    (asked) => api.students.listStudents(asked),
    (student) => `${student.name} · ${student.number}`,
    (student) => {
      this.student = student;
      void this.begin('ask');
    },
  );

  private get changeable(): boolean {
    return may.enroll(this.me);
  }

  private show(state: string): void {
    this.state = state as DepartureStateEnum | '';
    void this.departures.again();
  }

  private async begin(form: string): Promise<void> {
    this.change.forget();
    await this.updateComplete;
    this.querySelector<HTMLElement>(`form.${form} input`)?.focus();
  }

  private async ask(event: SubmitEvent, student: StudentResponse): Promise<void> {
    event.preventDefault();
    const DepartureRequest = typed(event) as unknown as DepartureRequest;
    await this.change.send(async (key) => {
      await api.departures.askToLeave({ id: student.id, DepartureRequest, Idempotency_Key: key });
      this.student = undefined;
      say(words.asked(student.name));
    });
  }

  private async decide(event: SubmitEvent, { id, student_id }: Departure): Promise<void> {
    event.preventDefault();
    const { leaves_on, note, granted } = typed(event);
    const DecisionRequest = { granted: granted === 'yes', note: note || null, ...(granted === 'yes' && { leaves_on: leaves_on || null }) };
    await this.change.send(async (key) => {
      const decided = await api.departures.decideDeparture({ id: student_id, departure_id: id, DecisionRequest, Idempotency_Key: key });
      this.deciding = undefined;
      say(words.decided(this.names.name(student_id), words.states[decided.state]));
    });
  }

  private async withdraw({ id, student_id }: Departure): Promise<void> {
    await this.change.send((key) => api.departures.withdrawDeparture({ id: student_id, departure_id: id, Idempotency_Key: key }));
  }

  private async takeBack({ id, student_id }: Departure): Promise<void> {
    if (confirm(words.sureBack(this.names.name(student_id)))) {
      await this.change.send(async (key) => {
        const back = await api.departures.takeDepartureBack({ id: student_id, departure_id: id, Idempotency_Key: key });
        say(words.back(this.names.name(student_id), back.enrolled, back.full));
      });
    }
  }

  protected override render(): TemplateResult {
    const { student, deciding } = this;
    return html`<h1>${texts.nav.departures}</h1>
      ${this.changeable
        ? html`<details class="card">
            <summary>${words.ask}</summary>
            ${this.students.render()}
            ${student
              ? html`<form class="ask" @submit=${(event: SubmitEvent) => void this.ask(event, student)}>
                  <h3>${student.name} · ${student.number}</h3>
                  ${field({ name: 'leaves_on', label: words.day, type: 'date' }, '', this.change)}
                  ${field({ name: 'reason', label: texts.enroll.reason, most: 1000 }, '', this.change)}
                  <div class="bar"><button type="submit" ?disabled=${this.change.busy}>${words.askNow}</button></div>
                </form>`
              : nothing}
          </details>`
        : nothing}
      ${this.change.render({ leaves_on: words.day, reason: texts.enroll.reason, note: words.note })} ${deciding ? this.showDecision(deciding) : nothing}
      <label for="state">${words.show}</label>
      <select id="state" @change=${(event: Event) => this.show((event.target as HTMLSelectElement).value)}>
        ${Object.entries(words.states).map(([state, name]) => html`<option value=${state} ?selected=${state === this.state}>${name}</option>`)}
        <option value="">${words.all}</option>
      </select>
      ${this.departures.render((departures) => this.showDepartures(departures))}`;
  }

  private showDecision(departure: Departure): TemplateResult {
    return html`<form class="card decide" @submit=${(event: SubmitEvent) => void this.decide(event, departure)}>
      <h2>${words.decision(this.names.name(departure.student_id))}</h2>
      <p>${words.consequence}</p>
      ${field({ name: 'leaves_on', label: words.day, type: 'date' }, departure.leaves_on, this.change)}
      ${field({ name: 'note', label: words.note, most: 1000, optional: true }, '', this.change)}
      <div class="bar">
        <button type="submit" name="granted" value="yes" ?disabled=${this.change.busy}>${words.grant}</button>
        <button type="submit" name="granted" value="no" class="bad" ?disabled=${this.change.busy}>${words.refuse}</button>
        <button type="button" class="quiet" @click=${() => this.cancel()}>${texts.actions.cancel}</button>
      </div>
    </form>`;
  }

  private cancel(): void {
    this.deciding = undefined;
    this.requestUpdate();
  }

  private showDepartures(departures: Departure[]): TemplateResult {
    return table(
      texts.nav.departures,
      [
        { heading: texts.students.name, show: ({ student_id }) => this.names.link(student_id) },
        { heading: words.day, show: ({ leaves_on }) => showDay(leaves_on) },
        { heading: texts.enroll.reason, show: ({ reason }) => reason },
        { heading: words.askedAt, show: ({ asked_at, asked_by }) => this.actors.when(asked_at, asked_by) },
        { heading: texts.student.state, shown: !this.state, show: ({ state }) => words.states[state] },
        { heading: words.decidedAt, shown: this.state !== 'requested', show: ({ decided_at, decided_by }) => this.actors.when(decided_at, decided_by) },
        { heading: words.note, shown: this.state !== 'requested', show: ({ note }) => note ?? '' },
        { heading: texts.actions.change, shown: this.changeable, show: (departure) => this.showVerbs(departure) },
      ],
      departures,
      words.none,
    );
  }

  private showVerbs(departure: Departure): TemplateResult {
    const button = (name: string, verb: () => void) =>
      html`<button type="button" class="quiet" aria-label=${`${name}: ${this.names.name(departure.student_id)}`} @click=${verb}>${name}</button>`;
    const decide = () => {
      this.deciding = departure;
      void this.begin('decide');
    };
    return html`<span class="bar">
      ${departure.state === 'requested' ? [button(words.decide, decide), button(words.withdraw, () => void this.withdraw(departure))] : nothing}
      ${departure.state === 'granted' ? button(words.takeBack, () => void this.takeBack(departure)) : nothing}
    </span>`;
  }
}

customElements.define('departures-view', DeparturesView);
