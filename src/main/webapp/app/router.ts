import type { TemplateResult } from 'lit';
import type { Me } from './client';

/** A view: where it is, and what it shows; `:id` in the pattern is given to it. */
export interface Route {
  pattern: string;
  show: (parameters: Record<string, string>, me: Me) => TemplateResult;
  /** Its code is fetched when it is first shown. */
  load: () => Promise<unknown>;
}

export interface Found {
  route: Route;
  parameters: Record<string, string>;
}

/** Where the browser is: `/students/4` of `#/students/4`. */
export const here = () => location.hash.replace(/^#/, '') || '/';

export const goTo = (path: string) => {
  location.hash = path;
};

export function find(routes: Route[], path: string): Found | undefined {
  const parts = path.split('?')[0]?.split('/') ?? [];
  for (const route of routes) {
    const wanted = route.pattern.split('/');
    const fits = wanted.length === parts.length && wanted.every((part, i) => part.startsWith(':') || part === parts[i]);
    if (fits) {
      const named = wanted.flatMap((part, i) => (part.startsWith(':') ? [[part.substring(1), parts[i] ?? '']] : []));
      return { route, parameters: Object.fromEntries(named) as Record<string, string> };
    }
  }
  return undefined;
}
