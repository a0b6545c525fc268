export const id = 657;
export const ids = [657];
export const modules = {

/***/ 1657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ cutStart),
/* harmony export */   PL: () => (/* binding */ columnsOf),
/* harmony export */   eV: () => (/* binding */ pad),
/* harmony export */   ym: () => (/* binding */ cutEnd)
/* harmony export */ });
const mark = '\u2026';
const columnsOf = (text) => [...text].reduce((sum, it) => sum + ((it.codePointAt(0) ?? 0) < 0x1100 || it === mark ? 1 : 2), 0);
function cutEnd(text, columns) {
    if (columnsOf(text) <= columns)
        return text;
    const kept = [];
    let left = columns - columnsOf(mark);
    for (const it of text) {
        left -= columnsOf(it);
        if (left < 0)
            break;
        kept.push(it);
    }
    return columns < columnsOf(mark) ? '' : kept.join('').trimEnd() + mark;
}
function cutStart(text, columns) {
    const turn = (it) => [...it].reverse().join('');
    return turn(cutEnd(turn(text), columns));
}
function pad(text, columns) {
    const kept = cutEnd(text, columns);
    return kept + ' '.repeat(Math.max(0, columns - columnsOf(kept)));
}


/***/ })

};
