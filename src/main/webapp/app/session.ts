import { api } from './api';
import type { Me } from './client';

/** What a role of the API opens in the console. */
export const may = {
  students: (me: Me) => has(me, 'reader', 'registrar', 'editor', 'bursar', 'admin', 'teacher'),
  enroll: (me: Me) => has(me, 'registrar'),
  courses: (me: Me) => has(me, 'reader', 'registrar', 'editor'),
  classes: (me: Me) => has(me, 'reader', 'registrar', 'editor'),
  departures: (me: Me) => has(me, 'reader', 'registrar'),
  imports: (me: Me) => has(me, 'admin'),
  teaching: (me: Me) => me.teacher_id !== null,
  books: (me: Me) => has(me, 'bursar'),
  own: (me: Me) => me.student_id !== null,
  users: (me: Me) => has(me, 'admin'),
  settings: (me: Me) => has(me, 'admin'),
};

const has = (me: Me, ...roles: string[]) => roles.some((role) => me.roles.includes(role));

export const signIn = (email: string, password: string) => api.session.signIn({ SignInRequest: { email, password } });

export const signOut = () => api.session.signOut();

export const whoIsHere = () => api.session.getMe({});
