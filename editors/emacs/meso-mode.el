;;; meso-mode.el --- Training plans as code  -*- lexical-binding: t -*-

;;; Commentary:
;; A mode for *.meso files.  Eglot (part of Emacs 29, a package before) starts the server.

;;; Code:

(defvar meso-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?- "w" table)
    table)
  "Comments begin with a hash; a dash is part of a word.")

(defconst meso-font-lock-keywords
  `((,(rx bol (or "plan" "athlete" "history" "zones" "session" "use" "phase" "weeks" "week" "log") eow)
     . font-lock-keyword-face)
    (,(rx bol (+ blank) (group (or "mon" "tue" "wed" "thu" "fri" "sat" "sun" "any")) eow)
     1 font-lock-constant-face)
    (,(rx "@" (? blank) (+ (not (any " ;)+#\n")))) . font-lock-type-face))
  "What is coloured before the server has spoken.")

;;;###autoload
(define-derived-mode meso-mode prog-mode "Meso"
  "A mode for training plans."
  (setq-local comment-start "# ")
  (setq-local font-lock-defaults '(meso-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.meso\\'" . meso-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(meso-mode . ("meso" "lsp"))))

(provide 'meso-mode)
;;; meso-mode.el ends here
