const heading = location.hash && document.getElementById(location.hash.slice(1));
if (heading) {
    const growth = new ResizeObserver(() => heading.scrollIntoView());
    const stop = () => growth.disconnect();
    for (let around = heading; (around = around.parentElement); ) growth.observe(around);
    const touched = ["wheel", "touchstart", "keydown", "pointerdown"];
    touched.forEach((one) => addEventListener(one, stop, {once: true}));
    setTimeout(stop, 5000);
}
