import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { FetchError, ResponseError } from '../client';

/** Sends a file, and shows how far it has come: a request of the client's cannot tell. */
export class Upload {
  private share: number | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly label: (file: string) => string,
  ) {}

  private name = '';

  /** @throws like the client, so that a refusal is told as any other is */
  async put(path: string, headers: Record<string, string>, file: File): Promise<void> {
    const request = new XMLHttpRequest();
    this.name = file.name;
    this.tell(0);
    try {
      const answer = await new Promise<Response>((resolve, reject) => {
        request.upload.onprogress = ({ loaded, total }) => this.tell(total ? loaded / total : 0);
        request.onload = () => resolve(new Response(request.responseText || null, { status: request.status }));
        request.onerror = () => reject(new FetchError(new Error(path)));
        request.open('PUT', path);
        Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
        request.send(file);
      });
      if (!answer.ok) {
        throw new ResponseError(answer);
      }
    } finally {
      this.tell(undefined);
    }
  }

  private tell(share: number | undefined): void {
    this.share = share;
    this.host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    return this.share === undefined
      ? nothing
      : html`<label>${this.label(this.name)} <progress max="1" .value=${this.share}></progress></label>`;
  }
}
