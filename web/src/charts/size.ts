/** What charts need to know of the screen: their width, the theme's colours, whether movement is wanted. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The width of an element in whole pixels, 0 before it is laid out. */
export function useWidth<Type extends Element>(): [preact.RefObject<Type>, number] {
	const element = useRef<Type>(null);
	const [width, setWidth] = useState(0);
	useLayoutEffect(() => {
		if (!element.current)
			return;
		const measure = () => setWidth(Math.floor(element.current!.getBoundingClientRect().width));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(element.current);
		return () => observer.disconnect();
	}, []);
	return [element, width];
}

/** Grows when the theme changes: a canvas must be drawn anew then. */
export function useThemeChange(): number {
	const [count, setCount] = useState(0);
	useEffect(() => {
		const changed = () => setCount((before) => before + 1);
		const system = matchMedia('(prefers-color-scheme: dark)');
		addEventListener('themechange', changed);
		system.addEventListener('change', changed);
		return () => {
			removeEventListener('themechange', changed);
			system.removeEventListener('change', changed);
		};
	}, []);
	return count;
}

/** Colours of the theme as a canvas takes them: var() and light-dark() are resolved on an element only. */
export function themeColors<Name extends string>(element: HTMLElement, names: readonly Name[]): Record<Name, string> {
	const colors = {} as Record<Name, string>;
	const before = element.style.color;
	for (const name of names) {
		element.style.color = `var(${name})`;
		colors[name] = getComputedStyle(element).color;
	}
	element.style.color = before;
	return colors;
}

export const wantsMovement = (): boolean => !matchMedia('(prefers-reduced-motion: reduce)').matches;
