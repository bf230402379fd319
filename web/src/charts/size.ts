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

export const colorOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const wantsMovement = (): boolean => !matchMedia('(prefers-reduced-motion: reduce)').matches;
