export { DEMO_ACCOUNTS, demoFile, newDemoPassword } from './accounts.ts';
export { seedDemo } from './seed-demo.ts';
