"""How everything of the Werkstatt looks: one source of colours, type, spacing, motion, mark and icons.

A leaf: it imports nothing of ours, and whatever draws reads it: pages, phones, wall, charts, documents.
"""
