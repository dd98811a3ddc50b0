import { pointAt, type CurveSeries } from './points.ts';

const SECONDS = 2.5;
const TONES = 60;
/** Two octaves: wide enough to hear a trend, narrow enough to be pleasant. */
const LOWEST_HZ = 220;
const OCTAVES = 2;
const LOUDNESS = 0.08;

/** Plays the first curve from left to right: a higher tone is a higher value, silence is what is not a number. */
export function playTones(
  series: readonly CurveSeries[],
  [fromX, toX]: readonly [number, number],
  [low, high]: readonly [number, number],
): void {
  const curve = series.find(({ faint }) => faint !== true);
  if (curve === undefined) return;
  const audio = new AudioContext();
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.connect(volume).connect(audio.destination);
  volume.gain.value = 0;
  for (let i = 0; i <= TONES; i += 1) {
    const time = audio.currentTime + (i / TONES) * SECONDS;
    const value = pointAt(curve.points, fromX + ((toX - fromX) * i) / TONES)?.y;
    const audible = typeof value === 'number' && Number.isFinite(value);
    volume.gain.setTargetAtTime(audible ? LOUDNESS : 0, time, 0.01);
    if (!audible) continue;
    const height = high === low ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low)));
    oscillator.frequency.setValueAtTime(LOWEST_HZ * 2 ** (OCTAVES * height), time);
  }
  const end = audio.currentTime + SECONDS;
  volume.gain.setTargetAtTime(0, end, 0.02);
  oscillator.start();
  oscillator.stop(end + 0.2);
  oscillator.onended = () => void audio.close();
}
