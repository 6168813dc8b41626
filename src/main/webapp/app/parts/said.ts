/** A line at the foot of the page that says what has been done; a screen reader reads it out. */
export function say(text: string): void {
  const place = document.getElementById('said');
  if (place) {
    place.textContent = text;
    place.classList.add('shown');
    setTimeout(() => place.classList.remove('shown'), 6000);
  }
}
