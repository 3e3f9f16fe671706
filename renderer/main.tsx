import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './ui/global.css';
import './app/frame.css';
import { createRoot } from 'react-dom/client';
import { connect } from './api/connection.ts';
import { App, prepareScreens } from './app/app.tsx';
import { keepKeysFromBelow } from './app/lock-screen.tsx';
import { hasTypedCancellation } from './features/cancellation/bulk-cancel-store.ts';
import { guardClosing } from './ui/unsaved.ts';

const place = document.getElementById('root');
if (!place) throw new Error('the page has no #root');
keepKeysFromBelow();
guardClosing(hasTypedCancellation);
connect();
createRoot(place).render(<App />);
prepareScreens();
