'use strict';
// SCORM 1.2: the player offers an object named API in a frame above; without one the exercise works on its own.
function findApi(win) {
  for (let depth = 0; depth < 8; depth += 1) {
    if (win.API) return win.API;
    if (win.parent === win) return null;
    win = win.parent;
  }
  return null;
}

const api = findApi(window);
if (api) api.LMSInitialize('');

const shapes = Array.from(document.querySelectorAll('#shapes button'));
shapes.forEach((shape) => shape.addEventListener('click', () => {
  shape.setAttribute('aria-pressed', String(shape.getAttribute('aria-pressed') !== 'true'));
}));

document.getElementById('hand-in').addEventListener('click', () => {
  const right = shapes.filter((s) => s.dataset.square === s.getAttribute('aria-pressed')).length;
  const score = Math.round((100 * right) / shapes.length);
  document.getElementById('result').textContent = `答对 ${right} 个，得分 ${score}`;
  if (api) {
    api.LMSSetValue('cmi.core.score.raw', String(score));
    api.LMSSetValue('cmi.core.lesson_status', score >= 60 ? 'passed' : 'failed');
    api.LMSCommit('');
  }
});

window.addEventListener('pagehide', () => { if (api) api.LMSFinish(''); });
