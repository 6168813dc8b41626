import {
  ClassesApi,
  ClientsApi,
  Configuration,
  CoursesApi,
  DeparturesApi,
  EnrollmentsApi,
  FeesApi,
  FetchError,
  ImportsApi,
  MarksApi,
  MaterialsApi,
  NoticesApi,
  PaymentsApi,
  ProfilesApi,
  ResponseError,
  SchemaApi,
  SessionApi,
  SettingsApi,
  StudentsApi,
  TeachersApi,
  TermsApi,
  UsersApi,
} from './client';
import type { Problem } from './client';
import { texts } from './texts';

/** Told when the session is not there any more, so that whoever was at work signs in again and goes on. */
export const sessionEnded = new EventTarget();

const SESSION = '/api/session';

/** Milliseconds: who waits longer is told that the service is away. A file takes as long as it takes. */
const PATIENCE = 30_000;

const configuration = new Configuration({
  basePath: '',
  credentials: 'same-origin',
  // an answer that breaks off has not arrived, as none has
  fetchApi: async (target, init) => {
    const answer = await fetch(target, { ...init, signal: init?.body instanceof FormData ? null : AbortSignal.timeout(PATIENCE) });
    const body = await answer.arrayBuffer();
    return new Response(body.byteLength ? body : null, answer);
  },
  middleware: [
    {
      post: async ({ response, url }) => {
        if (response.status === 401 && !url.startsWith(SESSION) && url !== '/api/me') {
          sessionEnded.dispatchEvent(new Event('ended'));
        }
      },
    },
  ],
});

export const api = {
  classes: new ClassesApi(configuration),
  clients: new ClientsApi(configuration),
  courses: new CoursesApi(configuration),
  departures: new DeparturesApi(configuration),
  enrollments: new EnrollmentsApi(configuration),
  fees: new FeesApi(configuration),
  imports: new ImportsApi(configuration),
  marks: new MarksApi(configuration),
  materials: new MaterialsApi(configuration),
  notices: new NoticesApi(configuration),
  payments: new PaymentsApi(configuration),
  profiles: new ProfilesApi(configuration),
  schema: new SchemaApi(configuration),
  session: new SessionApi(configuration),
  settings: new SettingsApi(configuration),
  students: new StudentsApi(configuration),
  teachers: new TeachersApi(configuration),
  terms: new TermsApi(configuration),
  users: new UsersApi(configuration),
};

/** What the API has to say of a request that it refused, or that did not reach it: never thrown on as a bare error. */
export async function problemOf(error: unknown): Promise<Problem> {
  if (error instanceof ResponseError) {
    try {
      return (await error.response.clone().json()) as Problem;
    } catch {
      return unreachable(error.response.status);
    }
  }
  // what is not JSON came from something in between
  if (error instanceof FetchError || error instanceof SyntaxError) {
    return unreachable(0);
  }
  throw error;
}

/** Whether the same request may well be answered in a while. */
export const passing = (problem: Problem) => problem.status === 0 || problem.status >= 500;

/** As of a service that cannot be reached. */
export function unreachable(status = 0): Problem {
  return {
    type: 'about:blank',
    title: texts.unreachable.title,
    status,
    detail: texts.unreachable.detail,
    instance: '',
    request_id: '',
  };
}

/** The last part of a problem's type: `stale-version`. */
export function kindOf(problem: Problem): string {
  return problem.type.substring(problem.type.lastIndexOf(':') + 1);
}

/** What tells one state of a row from the next: its version or, of what has none, the tag that it came with. */
export type Versioned = { version: number } | { etag: string };

/** What a change of a row names as the version that it was made of. */
export const tagOf = (row: Versioned) => ('etag' in row ? row.etag : `"${row.version}"`);

/** A key for one intent, so that it is carried out once however often it is sent. Without TLS a browser has no randomUUID. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
