"""The process `koban jobs`: connectors on their schedules, retention, indicators, made-up records. What people ask for is the host's."""
