"""What people read: pages, statistics, exports."""
