#!/usr/bin/env bash
# Software: humanize 4.17.0.
# Expected: activate() takes a locale it has, or raises FileNotFoundError as it does for one it has not. With German
#   active, words and numbers are German: the readme says that number formatting uses the separators of the locale.
# Seen: The locale de, as browsers and web frameworks name German, is accepted, because gettext finds de_DE for it.
#   The words are German, the separators are looked up by the exact name and stay English: 1.234 euro are shown as
#   1,234, which a German reads as one and a quarter, and 1.2 Millionen. de_DE is right in both. Printed are both, and
#   the error for a locale that is not there.
# Here: translations/formats.py and translations/numerals.py name each locale in full (de_DE).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check humanize==4.17.0

cat >"$folder/see.py" <<'PYTHON'
import humanize

for locale in ("de", "de_DE", "ga"):
    try:
        humanize.activate(locale)
    except FileNotFoundError:
        print(f"{locale}: FileNotFoundError")
        continue
    print(f"{locale}: {humanize.intcomma(1234)}, {humanize.intcomma(1234.5, 2)}, {humanize.intword(1_200_000)}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='de: 1,234, 1,234.50, 1.2 Millionen
de_DE: 1.234, 1.234,50, 1,2 Millionen
ga: FileNotFoundError'
if [ "$seen" != "$expected" ]; then
    echo "This changed: both names give German numbers, or the short one is refused." >&2
    exit 1
fi
