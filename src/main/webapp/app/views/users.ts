import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { api } from '../api';
import type { StudentResponse, TeacherResponse, UserRequest, UserResponse } from '../client';
import { showMoment } from '../locale';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice, Searched } from '../parts/search';
import { texts } from '../texts';

const words = texts.administration;

const ROLES = ['reader', 'registrar', 'editor', 'bursar', 'admin'];

/** Of the school's people the one who signs in, if it is one of them. */
interface Person {
  name: string;
  ids: Pick<UserRequest, 'student_id' | 'teacher_id'>;
}

/** Who signs in: making and changing users, handing out a link for a password, shutting out. */
class UsersView extends Part {
  private readonly users = new Searched<UserResponse>(this, words.findUser, (asked) => api.users.listUsers(asked));
  private readonly change = new Change(this, () => void this.users.again());
  private readonly students = new Choice<StudentResponse>(
    this,
    words.isStudent,
    (asked) => api.students.listStudents(asked),
    (student) => `${student.name} · ${student.number}`,
    (student) => this.is({ name: student.name, ids: { student_id: student.id } }),
  );
  private readonly teachers = new Choice<TeacherResponse>(
    this,
    words.isTeacher,
    (asked) => api.teachers.listTeachers(asked),
    (teacher) => teacher.name,
    (teacher) => this.is({ name: teacher.name, ids: { teacher_id: teacher.id } }),
  );
  private link: string | undefined;
  /** Who is changed; nobody while a new one is made. */
  private user: UserResponse | undefined;
  private person: Person | undefined;
  /** Another with each form, whose fields begin with what is stored. */
  private turn = 0;

  private is(person: Person | undefined): void {
    this.person = person;
    this.change.forget();
  }

  private async begin(user?: UserResponse): Promise<void> {
    this.turn++;
    this.user = user;
    this.is(undefined);
    await this.updateComplete;
    if (user) {
      this.querySelector<HTMLInputElement>('#name')?.focus();
    }
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const UserRequest = {
      name: String(form.get('name')),
      email: String(form.get('email')),
      roles: form.getAll('role').map(String),
      ...this.person?.ids,
    };
    const { user } = this;
    if (user) {
      await this.replace(user, UserRequest);
    } else {
      await this.change.send(async (key) => {
        const made = await api.users.createUser({ UserRequest, Idempotency_Key: key });
        void this.begin();
        await this.giveLink(made);
      });
    }
  }

  private async replace(user: UserResponse, typed: UserRequest): Promise<void> {
    const told = (row: UserRequest) => ({
      [texts.students.name]: row.name,
      [texts.students.email]: row.email,
      [words.roles]: [...row.roles].sort().join(', '),
    });
    await this.change.edit(user, {
      read: () => api.users.getUser({ id: user.id }),
      write: (tag) => api.users.updateUser({ id: user.id, If_Match: tag, UpdateUserRequest: typed }),
      typed: told(typed),
      told,
      done: (stored) => {
        say(words.saved(stored.name));
        void this.begin();
      },
    });
  }

  private async giveLink(user: UserResponse): Promise<void> {
    const { token } = await api.users.makePasswordLink({ id: user.id });
    this.link = `${location.origin}/#/password/${token}`;
    say(words.linkMade(user.name));
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.users}</h1>
      ${this.link ? html`<p class="card">${words.link} <code>${this.link}</code></p>` : nothing}
      ${keyed(this.turn, this.showForm())}
      ${this.users.render(texts.nav.users, [
        { heading: texts.students.name, show: (user) => user.name },
        { heading: texts.students.email, show: (user) => user.email },
        { heading: words.roles, show: (user) => this.showRoles(user) },
        { heading: words.lastSeen, show: (user) => showMoment(user.last_seen_at) },
        { heading: texts.actions.change, show: (user) => this.showVerbs(user) },
      ])}`;
  }

  private showRoles(user: UserResponse): TemplateResult {
    const { student_id, teacher_id } = user;
    return html`${[...user.roles, ...(teacher_id ? [words.teacher] : [])].join(', ')}
      ${student_id ? html`<a href=${`#/students/${student_id}`}>${words.student}</a>` : nothing}`;
  }

  private showForm(): TemplateResult {
    const { user, person } = this;
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.save(event)}>
      <h2>${user ? words.changeUser(user.name) : words.newUser}</h2>
      <label for="name">${texts.students.name}</label>
      <input id="name" name="name" required maxlength="100" autocomplete="off" .value=${user?.name ?? ''} />
      <label for="email">${texts.students.email}</label>
      <input id="email" name="email" type="email" required maxlength="120" autocomplete="off" .value=${user?.email ?? ''} />
      <fieldset>
        <legend>${words.roles}</legend>
        ${ROLES.map(
          (role) => html`<label class="choice"
            ><input type="checkbox" name="role" value=${role} .checked=${user?.roles.includes(role) ?? false} /> ${words.role[role]}</label
          >`,
        )}
      </fieldset>
      ${person
        ? html`<p><span class="chip">${person.name}
            <button type="button" class="quiet" aria-label=${`${texts.enroll.takeOff}: ${person.name}`} @click=${() => this.is(undefined)}>✕</button>
          </span></p>`
        : html`${this.students.render()} ${this.teachers.render()}`}
      ${this.change.render()}
      <div class="bar">
        <button type="submit" ?disabled=${this.change.busy}>${user ? texts.actions.save : words.create}</button>
        ${user ? html`<button type="button" class="quiet" @click=${() => void this.begin()}>${texts.actions.cancel}</button>` : nothing}
      </div>
    </form>`;
  }

  private showVerbs(user: UserResponse): TemplateResult {
    const id = user.id;
    const shutOut = () => void this.change.send(() => (user.disabled_at ? api.users.enableUser({ id }) : api.users.disableUser({ id })));
    const name = user.disabled_at ? words.enable : words.disable;
    return html`<span class="bar">
      <button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${user.email}`} @click=${() => void this.begin(user)}>${texts.actions.change}</button>
      <button type="button" class="quiet" aria-label=${`${words.makeLink}: ${user.email}`} @click=${() =>
        void this.change.send(() => this.giveLink(user))}>${words.makeLink}</button>
      <button type="button" class="bad" aria-label=${`${name}: ${user.email}`} @click=${shutOut}>${name}</button>
    </span>`;
  }
}

customElements.define('users-view', UsersView);
