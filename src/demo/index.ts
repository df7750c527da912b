export { demoFile, newDemoPassword } from './accounts.ts';
export { fillWithDemo } from './fill-demo.ts';
export { seedDemo } from './seed-demo.ts';
