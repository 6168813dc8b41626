import { html } from 'lit';
import type { Me } from './client';
import type { Route } from './router';
import { may } from './session';
import { texts } from './texts';

/** A view, and who finds it in the menu. The API decides who is answered. */
export interface Place extends Route {
  /** What the menu calls it; a view that is reached from another has none. */
  menu?: string;
  for: (me: Me) => boolean;
}

export const places: Place[] = [
  {
    pattern: '/students',
    menu: texts.nav.students,
    for: may.students,
    load: () => import('./views/students'),
    show: () => html`<students-view></students-view>`,
  },
  {
    pattern: '/students/:id',
    for: may.students,
    load: () => import('./views/student'),
    show: ({ id }) => html`<student-view .student=${Number(id)}></student-view>`,
  },
];
