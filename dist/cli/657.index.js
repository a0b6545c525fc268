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
/**
 * Columns of a terminal. Pure.
 * G1 a text is never wider than its count: whatever may take two columns somewhere is counted as two. Only the mark of a cut is counted
 * as it is drawn by nearly all, since what stands behind it is to be in line with the rest.
 */
const mark = '…';
/** Columns that one line of inert text takes, or more. Before Hangul nothing is wide. */
const columnsOf = (text) => [...text].reduce((sum, it) => sum + ((it.codePointAt(0) ?? 0) < 0x1100 || it === mark ? 1 : 2), 0);
/** As much of the beginning as fits. */
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
/** As much of the end as fits: of a path that is what tells it from others. */
function cutStart(text, columns) {
    const turn = (it) => [...it].reverse().join('');
    return turn(cutEnd(turn(text), columns));
}
/** The text on exactly so many columns: cut, or filled up with spaces. */
function pad(text, columns) {
    const kept = cutEnd(text, columns);
    return kept + ' '.repeat(Math.max(0, columns - columnsOf(kept)));
}


/***/ })

};
