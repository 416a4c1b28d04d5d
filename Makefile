messages:
	@mkdir -p build
	.venv/bin/pybabel -q extract --mapping=translations/babel.cfg --no-default-keywords --keywords="_ N_ gettext" \
		--keywords="ngettext:1,2 pgettext:1c,2" --sort-output --add-location=file --output=build/messages.pot .
	.venv/bin/pybabel -q update --input-file=build/messages.pot --output-file=translations/de.po --locale=de \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=110
.PHONY: messages
