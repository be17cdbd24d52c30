"""What leaves the project for printers and recipients: PDF made by LibreOffice. Nothing is sent from here."""
