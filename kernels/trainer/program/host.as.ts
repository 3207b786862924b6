/** What the program asks of the page. */
export declare function log(x: f64): f64;
