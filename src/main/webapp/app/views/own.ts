import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Me } from '../client';
import { Part } from '../parts/part';
import './balance';
import './notices';
import './student';

/** What is a student's own: notices as they arrive, what is to be paid, and the record. */
class OwnView extends Part {
  static override properties = { student: { type: Number }, me: { attribute: false } };
  declare student: number;
  declare me: Me;

  protected override render(): TemplateResult {
    return html`<div class="cards">
        <student-notices .student=${this.student} own></student-notices>
        <student-balance .student=${this.student}></student-balance>
      </div>
      <student-view .student=${this.student} .me=${this.me} own changeable></student-view>`;
  }
}

customElements.define('own-view', OwnView);
