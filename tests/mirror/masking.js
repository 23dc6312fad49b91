/** Records one fragment of tests/canary/cases.json and tells all that was sent. */
(() => {
lab.mask_case = async ({ html, before, act, type, rules, where, resync = true, purged }) => {
    const run = (code) => code && (0, eval)(code);
    const into = {
        initial: () => document.body,
        later: () => document.body,
        shadow: () => document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' }),
        frame: () => document.body.appendChild(document.createElement('iframe')).contentDocument.body,
    }[where]();
    const fill = () => { const root = document.createElement('div'); root.innerHTML = html; into.append(root); };
    const memory = new MirrorTest.FieldMemory();
    if (where !== 'later') fill();
    const forget = MirrorTest.watchFields(document, memory);
    if (where !== 'later') run(before);
    await lab.pause(20);
    let complete = false;
    const on_progress = (done) => { complete ||= done; };
    const both = lab.pair({ rules, memory, mask_title: true, on_progress });
    for (let tries = 0; tries < 300 && !complete; tries++) await lab.pause(10);
    await lab.pause(40);
    if (where === 'later') { fill(); run(before); await lab.pause(40); }
    run(act);
    for (const [selector, text] of type ?? []) {
        const deep = (root) => root.querySelector(selector)
            ?? [...root.querySelectorAll('*')].map((one) => one.shadowRoot && deep(one.shadowRoot)).find(Boolean);
        deep(document).focus();
        document.execCommand('insertText', false, text);
    }
    await lab.pause(act?.includes('setTimeout') ? 600 : 50);
    if (resync) both.recorder.resync();
    await lab.pause(80);
    const shown = () => both.page()?.documentElement?.textContent ?? '';
    for (let tries = 0; purged && tries < 100 && shown().includes(purged); tries++) await lab.pause(100);
    const text = await lab.sent(both.log.frames);
    const replica = shown();
    const { problems, resyncs } = both.log;
    both.end();
    forget();
    return { text, replica, problems, resyncs };
};
})();
